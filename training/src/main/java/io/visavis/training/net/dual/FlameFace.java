package io.visavis.training.net.dual;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.training.net.Ops;

/** A flame frame: expression coefficients and the jaw are what is learnt, the neck sways. */
final class FlameFace {
  private static final int EXPRESSIONS = MotionSpace.FLAME.coefficients();
  private static final int ANGLES = 3;
  private static final float ANGLE = 0.1f;
  private static final double EASE_SECONDS = 0.02;

  private FlameFace() {}

  /**
   * The frame: [56]. The neck's axis-angle is pitch, yaw, roll.
   *
   * @param d from {@link MotionDecoder#decode}
   */
  static <T> T of(Ops<T> o, DualNet.Understood<T> understood, T d, T moving) {
    T expression = o.linear(d, "expression", MotionDecoder.SIZE, EXPRESSIONS);
    T jaw = o.affine(o.linear(d, "jaw", MotionDecoder.SIZE, ANGLES), ANGLE, 0);
    T face = o.concat(expression, jaw);
    face = o.smooth(face, "expression.ease", EXPRESSIONS + ANGLES, EASE_SECONDS);
    return o.concat(face, HeadMotion.of(o, understood, d, moving, 1, 0, 2));
  }
}
