package io.visavis.training.net.dual;

import io.visavis.training.net.Ops;

/**
 * From what is understood, and chance, to what a face is made of: causal convolutions, then
 * DualTalk's adaptive expression modulation (equations 10 and 11).
 */
final class MotionDecoder {
  static final int SIZE = 160;
  private static final int BLOCKS = 2;

  /** The modulation factor of equation 10. */
  private static final float ALPHA = 0.1f;

  private MotionDecoder() {}

  /** What is known at a frame: {@code size} channels, to those of the decoder. */
  static <T> T begin(Ops<T> o, T known, int size) {
    return o.linear(known, "known", size, SIZE);
  }

  /**
   * What a face is made of: [SIZE].
   *
   * @param known from {@link #begin}
   * @param chance of {@link Latent}
   */
  static <T> T decode(Ops<T> o, T known, T chance) {
    T gate = o.sigmoid(o.linear(known, "chance.gate", SIZE, SIZE));
    T drawn = o.linear(chance, "chance", Latent.CHANCE, SIZE);
    T x = o.add(known, o.multiply(gate, drawn));
    for (int k = 0; k < BLOCKS; k++) {
      String name = "decode" + k;
      T y = o.layerNorm(x, name + ".norm", SIZE);
      y = o.relu(o.conv(y, name + ".conv", SIZE, SIZE, 3, 1 + k, 1));
      x = o.add(x, o.dropout(o.linear(y, name + ".out", SIZE, SIZE)));
    }
    T d = o.layerNorm(x, "decode.norm", SIZE);
    return o.add(d, o.affine(o.relu(o.linear(d, "modulation", SIZE, SIZE)), ALPHA, 0));
  }
}
