package io.visavis.render.compare;

import io.visavis.avatar.rig.HeadMesh;

/**
 * LMD (Chen et al. 2018, Lip Movements Generation at a Glance): the mean distance between the
 * landmarks of two mouths, 48 to 67 of iBUG's 68, in pixels, without moving one mouth onto the
 * other.
 */
public final class MouthDistance {
  private static final int FIRST = 48;

  private MouthDistance() {}

  /**
   * The distance.
   *
   * @param a [68, 2] pixels
   * @param b [68, 2] pixels
   */
  public static double of(double[] a, double[] b) {
    double sum = 0;
    for (int i = FIRST; i < HeadMesh.LANDMARKS; i++) {
      sum += Math.hypot(a[2 * i] - b[2 * i], a[2 * i + 1] - b[2 * i + 1]);
    }
    return sum / (HeadMesh.LANDMARKS - FIRST);
  }
}
