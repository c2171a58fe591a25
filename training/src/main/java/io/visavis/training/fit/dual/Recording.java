package io.visavis.training.fit.dual;

import ai.djl.ndarray.NDArray;
import io.visavis.training.net.dual.Senses;

/**
 * One side of a conversation as the network perceives it, frame by frame, row after row.
 *
 * @param frames how many
 * @param senses [frames * channels] each
 * @param relation [3] how self stands to the partner
 * @param emotion [frames * 8]
 * @param person index of the identity, -1 for nobody in particular
 * @param truth [frames * size of the space]
 */
record Recording(
    int frames,
    Senses<float[]> senses,
    float[] relation,
    float[] emotion,
    int person,
    float[] truth) {

  static Senses<float[]> values(Senses<NDArray> s) {
    return new Senses<>(
        s.self().toFloatArray(),
        s.partner().toFloatArray(),
        s.melody().toFloatArray(),
        s.seen().toFloatArray(),
        s.past().toFloatArray(),
        s.lips().toFloatArray(),
        s.closes().toFloatArray(),
        s.quiet().toFloatArray());
  }
}
