package io.visavis.training.net.dual;

import io.visavis.training.net.Ops;

/**
 * An arkit frame as a residual on the talking state that self's voice alone makes, in proportion to
 * what is left up to 1, as GaussianEmoTalker has emotion.
 */
final class ArkitFace {
  private static final int SIZE = MotionDecoder.SIZE;
  private static final int COEFFICIENTS = 52;
  private static final int ANGLES = 3;

  /** Faces begin nearly at rest. */
  private static final float REST = -4;

  /** Feelings open the lips a little: they close so much further than those of the voice alone. */
  private static final float SEAL = 1.3f;

  /** Of what feelings open, nothing is left where the voice alone closes lips by 1 / this. */
  private static final float HUSH = 4;

  /** Feelings open the jaw no further than that; lips that part more would speak less clearly. */
  private static final float JAW = 0.05f;

  /**
   * Rounded lips are the voice's alone. The lips' network, which regresses, rounds them too little
   * by so much, heard with the voices that it has learnt from.
   */
  private static final float ROUND = 1.2f;

  private static final double EASE_SECONDS = 0.04;

  private ArkitFace() {}

  /**
   * The frame: [55].
   *
   * @param d from {@link MotionDecoder#decode}
   * @param lead what self's voice says by itself
   */
  static <T> T of(Ops<T> o, DualNet.Understood<T> understood, T d, T moving, DualNet.Lead<T> lead) {
    T talking = o.scaled(o.part(lead.lips(), 0, COEFFICIENTS), "rounder", Lips.rounded(ROUND));
    talking = o.atMost(talking, 1);
    T face = o.add(talking, o.multiply(more(o, d, lead), o.affine(talking, -1, 1)));
    T seals = o.atMost(o.affine(lead.closes(), SEAL, 0), 1);
    face = o.add(face, o.multiply(seals, o.times(face, "seal", Lips.toClosed())));
    face = o.add(face, o.multiply(lead.quiet(), o.times(face, "touch", Lips.toTouching())));
    T turned = o.part(lead.lips(), COEFFICIENTS, COEFFICIENTS + ANGLES);
    turned = o.linear(turned, "talking", ANGLES, ANGLES);
    return o.concat(face, o.add(turned, HeadMotion.of(o, understood, d, moving, 0, 1, 2)));
  }

  /** What comes to the talking state, where lips and jaw are not the voice's alone. */
  private static <T> T more(Ops<T> o, T d, DualNet.Lead<T> lead) {
    T sides = o.times(o.linear(d, "expression", SIZE, COEFFICIENTS), "sides", Sides.matrix());
    T more = o.sigmoid(o.affine(sides, 1, REST));
    more = o.smooth(more, "expression.ease", COEFFICIENTS, EASE_SECONDS);
    more = o.scaled(more, "most.in", Lips.toMost(1 / JAW));
    more = o.scaled(o.atMost(more, 1), "most.out", Lips.toMost(JAW));
    more = o.scaled(more, "unrounded", Lips.rounded(0));
    T own = o.concat(lead.closes(), lead.rests());
    T kept = o.affine(o.times(own, "kept", Lips.kept(HUSH)), 1, 1);
    return o.multiply(more, o.atLeast(kept, 0));
  }
}
