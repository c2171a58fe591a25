package io.visavis.training.net.dual;

import io.visavis.training.net.Ops;

/**
 * From what is understood to a face. Causal convolutions; DualTalk's adaptive expression modulation
 * (equations 10 and 11); and the face as a residual on the talking state that self's voice alone
 * makes, in proportion to what is left up to 1, as GaussianEmoTalker has emotion.
 */
final class MotionDecoder {
  static final int SIZE = 160;
  private static final int BLOCKS = 2;
  private static final int COEFFICIENTS = 52;
  private static final int ANGLES = 3;

  /** The modulation factor of equation 10. */
  private static final float ALPHA = 0.1f;

  /** Faces begin nearly at rest. */
  private static final float REST = -4;

  /** Feelings open the lips a little: they close so much further than those of the voice alone. */
  private static final float SEAL = 1.15f;

  /** Of what feelings open, nothing is left where the voice alone closes lips by 1 / this. */
  private static final float HUSH = 2.5f;

  /** Feelings open the jaw no further than that; lips that part more would speak less clearly. */
  private static final float JAW = 0.1f;

  private static final float ANGLE = 0.1f;
  private static final double EASE_SECONDS = 0.04;

  private MotionDecoder() {}

  /** What is known at a frame: {@code size} channels, to those of the decoder. */
  static <T> T begin(Ops<T> o, T known, int size) {
    return o.linear(known, "known", size, SIZE);
  }

  /**
   * The face.
   *
   * @param known from {@link #begin}
   * @param latent from {@link Latent}
   * @param lead what self's voice says by itself
   */
  static <T> T face(Ops<T> o, T known, T latent, DualNet.Lead<T> lead) {
    T lips = lead.lips();
    T gate = o.sigmoid(o.linear(known, "chance.gate", SIZE, SIZE));
    T x = o.add(known, o.multiply(gate, o.linear(latent, "chance", Latent.SIZE, SIZE)));
    for (int k = 0; k < BLOCKS; k++) {
      String name = "decode" + k;
      T y = o.layerNorm(x, name + ".norm", SIZE);
      y = o.relu(o.conv(y, name + ".conv", SIZE, SIZE, 3, 1 + k, 1));
      x = o.add(x, o.dropout(o.linear(y, name + ".out", SIZE, SIZE)));
    }
    T d = o.layerNorm(x, "decode.norm", SIZE);
    d = o.add(d, o.affine(o.relu(o.linear(d, "modulation", SIZE, SIZE)), ALPHA, 0));
    T sides = o.times(o.linear(d, "expression", SIZE, COEFFICIENTS), "sides", Sides.matrix());
    T more = o.sigmoid(o.affine(sides, 1, REST));
    more = o.smooth(more, "expression.ease", COEFFICIENTS, EASE_SECONDS);
    more = o.scaled(more, "most.in", Lips.toMost(1 / JAW));
    more = o.scaled(o.atMost(more, 1), "most.out", Lips.toMost(JAW));
    T kept =
        o.affine(o.times(o.concat(lead.closes(), lead.rests()), "kept", Lips.kept(HUSH)), 1, 1);
    more = o.multiply(more, o.atLeast(kept, 0));
    T talking = o.part(lips, 0, COEFFICIENTS);
    T face = o.add(talking, o.multiply(more, o.affine(talking, -1, 1)));
    T seals = o.atMost(o.affine(lead.closes(), SEAL, 0), 1);
    face = o.add(face, o.multiply(seals, o.times(face, "seal", Lips.toClosed())));
    face = o.add(face, o.multiply(lead.quiet(), o.times(face, "touch", Lips.toTouching())));
    T turned =
        o.linear(o.part(lips, COEFFICIENTS, COEFFICIENTS + ANGLES), "talking", ANGLES, ANGLES);
    T head = o.affine(o.linear(d, "turn", SIZE, ANGLES), ANGLE, 0);
    head = o.smooth(head, "turn.ease", ANGLES, EASE_SECONDS);
    return o.concat(face, o.add(turned, head));
  }
}
