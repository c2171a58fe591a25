package io.visavis.avatar.rig;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a motion frame asks of a head: the weights of its morph targets and the rigid transforms of
 * its joints. Computed in double precision, once a frame; shared by the plain reference and by the
 * fast versions. Reusable for one head after the other, owned by one thread, allocates nothing
 * after construction.
 *
 * <p>In the space {@code arkit} the neck turns by Ry(yaw) Rx(-pitch) Rz(roll), the eyes by the
 * {@code eyeLook} coefficients, and the jaw joint stays: {@code jawOpen} and its kin are morph
 * targets. In {@code flame} jaw and neck turn by their axis-angle values.
 *
 * <p>Bad values are made harmless here: NaN counts as 0, coefficients are clamped to 0..1 ({@code
 * arkit}) or +-{@link #MAX_EXPRESSION} ({@code flame}), angles to +-{@link #MAX_ANGLE}. Through a
 * {@link Retarget} motion of one space moves a head of the other.
 */
public final class RigPose {
  /** Largest angle in radians, about the range of a human neck. */
  public static final double MAX_ANGLE = 1.2;

  /** Largest magnitude of a FLAME expression coefficient, in standard deviations. */
  public static final double MAX_EXPRESSION = 10;

  /** Radians that an eye turns up at {@code eyeLookUp} 1. */
  public static final double EYE_UP = Math.toRadians(25);

  /** Radians that an eye turns down at {@code eyeLookDown} 1. */
  public static final double EYE_DOWN = Math.toRadians(30);

  /** Radians that an eye turns towards the nose at {@code eyeLookIn} 1. */
  public static final double EYE_IN = Math.toRadians(32);

  /** Radians that an eye turns towards the temple at {@code eyeLookOut} 1. */
  public static final double EYE_OUT = Math.toRadians(32);

  /** Values of R - I of the joints that turn, all but the root. */
  public static final int FEATURES = 9 * (Joint.COUNT - 1);

  private static final int MOST_DRIVERS = Retarget.drivers(MotionSpace.FLAME);
  private static final int JAW = 3;

  private static final int[] PARENTS =
      Arrays.stream(Joint.values()).mapToInt(Joint::parent).toArray();

  private final double[] weights = new double[ArkitChannel.COEFFICIENTS];
  private final double[] rotations = new double[9 * Joint.COUNT];
  private final double[] features = new double[FEATURES];
  private final double[] transforms = new double[12 * Joint.COUNT];
  private final double[] drivers = new double[MOST_DRIVERS];
  private final double[] jaw = new double[JAW];
  private final double[] turn = new double[9];

  /** A pose at rest. */
  public RigPose() {
    for (int j = 0; j < Joint.COUNT; j++) {
      none(Joint.values()[j]);
    }
    place(new double[3 * Joint.COUNT]);
  }

  /**
   * Takes a frame: weights, and how every joint turns. {@link #place} follows.
   *
   * @param motion [55] in {@code arkit}, [56] in {@code flame}, or longer: the rest is ignored
   */
  public void take(MotionSpace space, float[] motion) {
    switch (space) {
      case ARKIT -> arkit(motion);
      case FLAME -> flame(motion);
    }
    feature();
  }

  /**
   * Takes a frame of any space that moves a head.
   *
   * @param own the head's space
   * @param retarget how motion of another space moves it, or null
   * @param space of the motion
   * @throws IllegalArgumentException if motion of that space does not move the head
   */
  public void take(
      MotionSpace own, @Nullable Retarget retarget, MotionSpace space, float[] motion) {
    if (space == own) {
      take(own, motion);
    } else if (retarget == null || retarget.from() != space) {
      throw new IllegalArgumentException(
          "A head of the space %s is not moved by %s motion; it has no retargeting."
              .formatted(own.id(), space.id()));
    } else {
      switch (space) {
        case ARKIT -> arkit(motion);
        case FLAME -> flame(motion);
      }
      retarget(retarget, own);
      feature();
    }
  }

  /** From the coefficients in hand to those of the head. */
  private void retarget(Retarget retarget, MotionSpace own) {
    int count = Retarget.drivers(retarget.from());
    drive(retarget.from(), count);
    float[] matrix = retarget.matrix();
    int coefficients = own.coefficients();
    for (int row = 0; row < Retarget.values(own); row++) {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += matrix[row * count + i] * drivers[i];
      }
      if (row < coefficients) {
        weights[row] =
            own == MotionSpace.ARKIT
                ? clamp(sum, 0, 1)
                : clamp(sum, -MAX_EXPRESSION, MAX_EXPRESSION);
      } else {
        jaw[row - coefficients] = angle(sum);
      }
    }
    if (own == MotionSpace.FLAME) {
      axisAngle(Joint.JAW, jaw[0], jaw[1], jaw[2]);
    } else {
      none(Joint.JAW);
    }
  }

  private void drive(MotionSpace from, int count) {
    int n = from.coefficients();
    for (int i = 0; i < Retarget.values(from); i++) {
      double value = i < n ? weights[i] : jaw[i - n];
      if (from == MotionSpace.ARKIT) {
        drivers[i] = value;
      } else {
        drivers[i] = Math.max(value, 0);
        drivers[count / 2 + i] = Math.max(-value, 0);
      }
    }
  }

  private void feature() {
    for (int j = 1; j < Joint.COUNT; j++) {
      for (int i = 0; i < 9; i++) {
        features[9 * (j - 1) + i] = rotations[9 * j + i] - (i % 4 == 0 ? 1 : 0);
      }
    }
  }

  private void arkit(float[] motion) {
    for (int c = 0; c < ArkitChannel.COEFFICIENTS; c++) {
      weights[c] = clamp(motion[c], 0, 1);
    }
    turn(
        Joint.NECK,
        angle(motion[ArkitChannel.HEAD_YAW.ordinal()]),
        angle(motion[ArkitChannel.HEAD_PITCH.ordinal()]),
        angle(motion[ArkitChannel.HEAD_ROLL.ordinal()]));
    none(Joint.JAW);
    turn(
        Joint.EYE_LEFT,
        EYE_OUT * weight(ArkitChannel.EYE_LOOK_OUT_LEFT)
            - EYE_IN * weight(ArkitChannel.EYE_LOOK_IN_LEFT),
        EYE_UP * weight(ArkitChannel.EYE_LOOK_UP_LEFT)
            - EYE_DOWN * weight(ArkitChannel.EYE_LOOK_DOWN_LEFT),
        0);
    turn(
        Joint.EYE_RIGHT,
        EYE_IN * weight(ArkitChannel.EYE_LOOK_IN_RIGHT)
            - EYE_OUT * weight(ArkitChannel.EYE_LOOK_OUT_RIGHT),
        EYE_UP * weight(ArkitChannel.EYE_LOOK_UP_RIGHT)
            - EYE_DOWN * weight(ArkitChannel.EYE_LOOK_DOWN_RIGHT),
        0);
  }

  private void flame(float[] motion) {
    int n = MotionSpace.FLAME.coefficients();
    for (int c = 0; c < n; c++) {
      weights[c] = clamp(motion[c], -MAX_EXPRESSION, MAX_EXPRESSION);
    }
    for (int c = 0; c < JAW; c++) {
      jaw[c] = angle(motion[n + c]);
    }
    axisAngle(Joint.JAW, jaw[0], jaw[1], jaw[2]);
    axisAngle(Joint.NECK, angle(motion[n + 3]), angle(motion[n + 4]), angle(motion[n + 5]));
    none(Joint.EYE_LEFT);
    none(Joint.EYE_RIGHT);
  }

  /**
   * Computes the transforms of the joints, parents before children.
   *
   * @param pivots [5, 3] joint positions before they turn
   */
  public void place(double[] pivots) {
    for (int j = 0; j < Joint.COUNT; j++) {
      int parent = PARENTS[j];
      for (int r = 0; r < 3; r++) {
        for (int c = 0; c < 3; c++) {
          transforms[12 * j + 4 * r + c] =
              parent < 0
                  ? rotations[9 * j + 3 * r + c]
                  : transforms[12 * parent + 4 * r] * rotations[9 * j + c]
                      + transforms[12 * parent + 4 * r + 1] * rotations[9 * j + 3 + c]
                      + transforms[12 * parent + 4 * r + 2] * rotations[9 * j + 6 + c];
        }
      }
      // The pivot goes where the parent takes it.
      for (int r = 0; r < 3; r++) {
        double to = pivots[3 * j + r];
        if (parent >= 0) {
          int t = 12 * parent + 4 * r;
          to = transforms[t + 3];
          for (int c = 0; c < 3; c++) {
            to += transforms[t + c] * pivots[3 * j + c];
          }
        }
        int t = 12 * j + 4 * r;
        for (int c = 0; c < 3; c++) {
          to -= transforms[t + c] * pivots[3 * j + c];
        }
        transforms[t + 3] = to;
      }
    }
  }

  /** [52] weights by the index of {@link MotionSpace#coefficient}; live. */
  public double[] weights() {
    return weights;
  }

  /** [9] how a joint turns relative to its parent, row-major; valid until the next frame. */
  double[] turn(Joint joint) {
    System.arraycopy(rotations, 9 * joint.ordinal(), turn, 0, 9);
    return turn;
  }

  /** [36] R - I, row-major, of neck, jaw, left and right eye relative to their parents; live. */
  public double[] features() {
    return features;
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

  private static double angle(double value) {
    return clamp(value, -MAX_ANGLE, MAX_ANGLE);
  }

  private static double clamp(double value, double low, double high) {
    return Double.isNaN(value) ? 0 : Math.min(Math.max(value, low), high);
  }

  private void none(Joint joint) {
    for (int i = 0; i < 9; i++) {
      rotations[9 * joint.ordinal() + i] = i % 4 == 0 ? 1 : 0;
    }
  }

  /** Ry(yaw) Rx(-pitch) Rz(roll). */
  private void turn(Joint joint, double yaw, double pitch, double roll) {
    double cy = Math.cos(yaw);
    double sy = Math.sin(yaw);
    double cx = Math.cos(pitch);
    double sx = Math.sin(-pitch);
    double cz = Math.cos(roll);
    double sz = Math.sin(roll);
    int at = 9 * joint.ordinal();
    rotations[at] = cy * cz + sy * sx * sz;
    rotations[at + 1] = -cy * sz + sy * sx * cz;
    rotations[at + 2] = sy * cx;
    rotations[at + 3] = cx * sz;
    rotations[at + 4] = cx * cz;
    rotations[at + 5] = -sx;
    rotations[at + 6] = -sy * cz + cy * sx * sz;
    rotations[at + 7] = sy * sz + cy * sx * cz;
    rotations[at + 8] = cy * cx;
  }

  /** Rodrigues' formula: I + sin(a)/a K + (1 - cos a)/a^2 K^2. */
  private void axisAngle(Joint joint, double x, double y, double z) {
    double square = x * x + y * y + z * z;
    double a = Math.sqrt(square);
    double s = a < 1e-8 ? 1 : Math.sin(a) / a;
    double c = a < 1e-8 ? 0.5 : (1 - Math.cos(a)) / square;
    int at = 9 * joint.ordinal();
    rotations[at] = 1 - c * (y * y + z * z);
    rotations[at + 1] = c * x * y - s * z;
    rotations[at + 2] = c * x * z + s * y;
    rotations[at + 3] = c * x * y + s * z;
    rotations[at + 4] = 1 - c * (x * x + z * z);
    rotations[at + 5] = c * y * z - s * x;
    rotations[at + 6] = c * x * z - s * y;
    rotations[at + 7] = c * y * z + s * x;
    rotations[at + 8] = 1 - c * (x * x + y * y);
  }
}
