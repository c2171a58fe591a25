package io.visavis.loadclient;

import org.jspecify.annotations.Nullable;

/**
 * What a load was like for a second, or a few.
 *
 * @param at seconds since the load began, at its end
 * @param sessions conversations there were
 * @param framesPerSecond mean of the portrayals
 * @param late frames
 * @param p95Millis voice to face over the last seconds; null where nothing is known
 * @param clientCores processor time of this process
 * @param serverCores processor time of the server; null where it does not say
 */
record Second(
    double at,
    int sessions,
    double framesPerSecond,
    long late,
    @Nullable Double p95Millis,
    double clientCores,
    @Nullable Double serverCores) {}
