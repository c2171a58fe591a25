package io.visavis.bench.render;

/**
 * What an addition to an avatar costs: milliseconds a frame above the same avatar without it,
 * medians of differences of frames drawn in turn.
 *
 * @param what the addition
 * @param pose in the stage of pose
 * @param frame in all stages
 */
record AdditionCost(String what, double pose, double frame) {}
