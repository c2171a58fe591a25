package io.visavis.avatar.importer.paint;

import io.visavis.avatar.rig.Joint;

/**
 * Joints for a head that has none, where the built-in heads have theirs, by its eyes, chin and
 * ears. Metres.
 */
public final class HeadJoints {
  /** Between the eyes of the built-in head Mira, whose joints these are. */
  private static final double EYES = 0.0674;

  private static final double NECK_ABOVE_CHIN = 0.012;
  private static final double NECK_BEHIND_EARS = 0.016;
  private static final double ROOT_BELOW = 0.060;
  private static final double ROOT_BEHIND = 0.003;
  private static final double JAW_BELOW_EYES = 0.011;
  private static final double JAW_BEFORE_EARS = 0.004;

  /** Over these heights from the eyes the skin goes from the shoulders to the head. */
  private static final double SHOULDERS = -0.145;

  private static final double HEAD = -0.080;

  private final float[] pivots = new float[3 * Joint.COUNT];
  private final double unit;

  /**
   * Joints.
   *
   * @param left [3] the centre of the left eye
   * @param right [3] of the right one
   * @param chin [3] the landmark 8
   * @param ears z of the landmarks 0 and 16, their mean
   */
  public HeadJoints(double[] left, double[] right, float[] chin, double ears) {
    double square = 0;
    for (int c = 0; c < 3; c++) {
      square += (left[c] - right[c]) * (left[c] - right[c]);
    }
    unit = Math.sqrt(square) / EYES;
    double x = (left[0] + right[0]) / 2;
    double eyes = (left[1] + right[1]) / 2;
    double neck = chin[1] + NECK_ABOVE_CHIN * unit;
    double behind = ears - NECK_BEHIND_EARS * unit;
    put(Joint.ROOT, x, neck - ROOT_BELOW * unit, behind - ROOT_BEHIND * unit);
    put(Joint.NECK, x, neck, behind);
    put(Joint.JAW, x, eyes - JAW_BELOW_EYES * unit, ears + JAW_BEFORE_EARS * unit);
    put(Joint.EYE_LEFT, left[0], left[1], left[2]);
    put(Joint.EYE_RIGHT, right[0], right[1], right[2]);
  }

  private void put(Joint joint, double... at) {
    for (int c = 0; c < 3; c++) {
      pivots[3 * joint.ordinal() + c] = (float) at[c];
    }
  }

  /** [5, 3]. */
  public float[] pivots() {
    return pivots;
  }

  /** How much of a point of the skin goes with the head, 0..1; the rest stays. */
  public float head(float y, float z) {
    double up = (y - pivots[3 * Joint.EYE_LEFT.ordinal() + 1]) / unit;
    double front = (z - pivots[3 * Joint.NECK.ordinal() + 2]) / unit;
    // The chin is low and before the neck, and goes with the head all the same.
    double height = up + 0.5 * Math.min(Math.max(front - 0.032, 0), 0.1);
    double t = Math.min(Math.max((height - SHOULDERS) / (HEAD - SHOULDERS), 0), 1);
    return (float) (t * t * (3 - 2 * t));
  }
}
