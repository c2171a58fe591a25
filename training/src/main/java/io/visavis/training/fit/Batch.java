package io.visavis.training.fit;

/**
 * Clips of four seconds to train on.
 *
 * @param mel [size, 4 frames, bands], normalised
 * @param motion [size, frames, Articulator.COUNT]
 * @param phones [size, frames], ordinals of phones
 * @param size clips
 * @param frames motion frames of a clip
 */
record Batch(float[] mel, float[] motion, long[] phones, int size, int frames) {}
