package io.visavis.avatar.rig;

import io.visavis.avatar.motion.ArkitChannel;

/**
 * What a motion frame asks of a head: the weights of its morph targets and the rigid transforms of
 * its joints. Computed in double precision, once a frame; shared by the plain reference and by the
 * fast versions. Reusable, owned by one thread, allocates nothing after construction.
 *
 * <p>Bad values are made harmless here: NaN counts as 0, coefficients are clamped to 0..1, head
 * angles to +-{@link #MAX_HEAD_ANGLE}.
 */
public final class RigPose {
  /** Largest head angle in radians, about the range of a human neck. */
  public static final double MAX_HEAD_ANGLE = 1.2;

  /** Radians that an eye turns up at {@code eyeLookUp} 1. */
  public static final double EYE_UP = Math.toRadians(25);

  /** Radians that an eye turns down at {@code eyeLookDown} 1. */
  public static final double EYE_DOWN = Math.toRadians(30);

  /** Radians that an eye turns towards the nose at {@code eyeLookIn} 1. */
  public static final double EYE_IN = Math.toRadians(32);

  /** Radians that an eye turns towards the temple at {@code eyeLookOut} 1. */
  public static final double EYE_OUT = Math.toRadians(32);

  private float[] pivots;
  private final double[] weights = new double[ArkitChannel.COEFFICIENTS];
  private final double[] transforms = new double[12 * Joint.COUNT];
  private final double[] local = new double[12];

  /**
   * A pose at rest.
   *
   * @param pivots [5, 3] joint positions in the rest pose
   */
  public RigPose(float[] pivots) {
    this.pivots = pivots;
    for (int j = 0; j < Joint.COUNT; j++) {
      for (int i = 0; i < 3; i++) {
        transforms[12 * j + 5 * i] = 1;
      }
    }
  }

  /**
   * Takes an arkit frame. The jaw joint stays at rest: {@code jawOpen} and its kin are morph
   * targets.
   *
   * @param motion [55], or longer: the rest is ignored
   */
  public void arkit(float[] motion) {
    for (int c = 0; c < ArkitChannel.COEFFICIENTS; c++) {
      weights[c] = clamp(motion[c], 0, 1);
    }
    rotation(
        headAngle(motion, ArkitChannel.HEAD_YAW),
        headAngle(motion, ArkitChannel.HEAD_PITCH),
        headAngle(motion, ArkitChannel.HEAD_ROLL),
        Joint.NECK);
    System.arraycopy(local, 0, transforms, 12 * Joint.NECK.ordinal(), 12);
    System.arraycopy(local, 0, transforms, 12 * Joint.JAW.ordinal(), 12);
    double left =
        EYE_OUT * weight(ArkitChannel.EYE_LOOK_OUT_LEFT)
            - EYE_IN * weight(ArkitChannel.EYE_LOOK_IN_LEFT);
    double leftUp =
        EYE_UP * weight(ArkitChannel.EYE_LOOK_UP_LEFT)
            - EYE_DOWN * weight(ArkitChannel.EYE_LOOK_DOWN_LEFT);
    rotation(left, leftUp, 0, Joint.EYE_LEFT);
    afterNeck(Joint.EYE_LEFT);
    double right =
        EYE_IN * weight(ArkitChannel.EYE_LOOK_IN_RIGHT)
            - EYE_OUT * weight(ArkitChannel.EYE_LOOK_OUT_RIGHT);
    double rightUp =
        EYE_UP * weight(ArkitChannel.EYE_LOOK_UP_RIGHT)
            - EYE_DOWN * weight(ArkitChannel.EYE_LOOK_DOWN_RIGHT);
    rotation(right, rightUp, 0, Joint.EYE_RIGHT);
    afterNeck(Joint.EYE_RIGHT);
  }

  /**
   * Takes an arkit frame for a head with other pivots: one pose can serve many heads in turn.
   *
   * @param motion [55]
   * @param pivots [5, 3] joint positions in the rest pose
   */
  public void arkit(float[] motion, float[] pivots) {
    this.pivots = pivots;
    arkit(motion);
  }

  /** [52] weights of the coefficients, 0..1, by the ordinal of {@link ArkitChannel}; live. */
  public double[] weights() {
    return weights;
  }

  /**
   * [5, 12] transforms from the rest pose to the posed head by the ordinal of {@link Joint}, each a
   * row-major 3x4 matrix: rotation and translation; live.
   */
  public double[] transforms() {
    return transforms;
  }

  private double weight(ArkitChannel channel) {
    return weights[channel.ordinal()];
  }

  private static double headAngle(float[] motion, ArkitChannel channel) {
    return clamp(motion[channel.ordinal()], -MAX_HEAD_ANGLE, MAX_HEAD_ANGLE);
  }

  private static double clamp(double value, double low, double high) {
    return Double.isNaN(value) ? 0 : Math.min(Math.max(value, low), high);
  }

  /** local = the turn by Ry(yaw) Rx(-pitch) Rz(roll) about the pivot of a joint. */
  private void rotation(double yaw, double pitch, double roll, Joint joint) {
    double cy = Math.cos(yaw);
    double sy = Math.sin(yaw);
    double cx = Math.cos(pitch);
    double sx = Math.sin(-pitch);
    double cz = Math.cos(roll);
    double sz = Math.sin(roll);
    local[0] = cy * cz + sy * sx * sz;
    local[1] = -cy * sz + sy * sx * cz;
    local[2] = sy * cx;
    local[4] = cx * sz;
    local[5] = cx * cz;
    local[6] = -sx;
    local[8] = -sy * cz + cy * sx * sz;
    local[9] = sy * sz + cy * sx * cz;
    local[10] = cy * cx;
    int p = 3 * joint.ordinal();
    for (int r = 0; r < 12; r += 4) {
      local[r + 3] =
          pivots[p + r / 4]
              - local[r] * pivots[p]
              - local[r + 1] * pivots[p + 1]
              - local[r + 2] * pivots[p + 2];
    }
  }

  /** The joint's transform = the neck's, after {@code local}. */
  private void afterNeck(Joint joint) {
    int neck = 12 * Joint.NECK.ordinal();
    int to = 12 * joint.ordinal();
    for (int r = 0; r < 12; r += 4) {
      for (int c = 0; c < 4; c++) {
        transforms[to + r + c] =
            transforms[neck + r] * local[c]
                + transforms[neck + r + 1] * local[4 + c]
                + transforms[neck + r + 2] * local[8 + c]
                + (c == 3 ? transforms[neck + r + 3] : 0);
      }
    }
  }
}
