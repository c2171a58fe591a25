package io.visavis.avatar.rig;

import io.visavis.avatar.motion.MotionSpace;

/**
 * How motion of another space moves a head: its own coefficients are linear in drivers, which are
 * never negative. Neck and eyes turn as the motion says, whatever its space.
 *
 * <p>Motion of {@code arkit} has its 52 coefficients as drivers. Motion of {@code flame} has 106:
 * the positive parts of its 50 expressions and 3 jaw angles, then their negative parts, since a
 * smile and what is opposite to it are different muscles. A head of {@code flame} is told 53
 * values, 50 expressions and 3 jaw angles, a head of {@code arkit} its 52 coefficients.
 *
 * @param from the space of the motion
 * @param matrix [values, drivers] row-major
 */
public record Retarget(MotionSpace from, float[] matrix) {
  private static final int JAW = 3;

  /** Number of values that a head of a space is told. */
  public static int values(MotionSpace head) {
    return switch (head) {
      case ARKIT -> MotionSpace.ARKIT.coefficients();
      case FLAME -> MotionSpace.FLAME.coefficients() + JAW;
    };
  }

  /** Number of drivers that motion of a space has. */
  public static int drivers(MotionSpace motion) {
    return motion == MotionSpace.ARKIT ? values(motion) : 2 * values(motion);
  }
}
