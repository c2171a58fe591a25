package io.visavis.training.net.dual;

import io.visavis.training.net.Ops;

/**
 * Where the head is held, and how far it sways and nods about that: radians. Where it is held
 * follows from what is known; chance would only let it wander off.
 */
final class HeadMotion {
  private static final int SIZE = MotionDecoder.SIZE;
  private static final int ANGLES = 3;
  private static final float ANGLE = 0.1f;

  /** Heads begin nearly still. */
  private static final float STILL = -2;

  private static final int HELD = 64;
  private static final double EASE_SECONDS = 0.12;
  private static final double STIR_SECONDS = 0.08;

  private HeadMotion() {}

  /**
   * The head's angles: [3].
   *
   * @param known from {@link MotionDecoder#begin}
   * @param d from {@link MotionDecoder#decode}
   * @param yaw which of the three they are
   * @param pitch which of the three they are
   * @param roll which of the three they are
   */
  static <T> T of(Ops<T> o, T known, T d, T latent, int yaw, int pitch, int roll) {
    T h = o.relu(o.linear(known, "held", SIZE, HELD));
    T held = o.affine(o.linear(h, "turn", HELD, ANGLES), ANGLE, 0);
    held = o.smooth(held, "turn.ease", ANGLES, EASE_SECONDS);
    T far = o.sigmoid(o.affine(o.linear(d, "stir", SIZE, Latent.MOVING), 1, STILL));
    far = o.smooth(far, "stir.ease", Latent.MOVING, STIR_SECONDS);
    T stirs = o.multiply(far, Latent.moving(o, latent));
    return o.add(held, o.times(stirs, "stirs", Latent.toHead(ANGLE, yaw, pitch, roll)));
  }
}
