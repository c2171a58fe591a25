package io.visavis.training.fit.dual;

import io.visavis.training.net.dual.Senses;

/**
 * Clips of conversations.
 *
 * @param size clips
 * @param frames of a clip
 * @param senses [size * frames * channels] each
 * @param relation [size * frames * 3]
 * @param emotion [size * frames * 8]
 * @param identity [size * frames * people]
 * @param noise [2 * size * (warm-up + frames) * latent] white, for two faces of each clip
 * @param truth [size * frames * size of the space]
 * @param timbres the same words in two timbres
 */
record DualBatch(
    int size,
    int frames,
    Senses<float[]> senses,
    float[] relation,
    float[] emotion,
    float[] identity,
    float[] noise,
    float[] truth,
    Timbres.Pairs timbres) {}
