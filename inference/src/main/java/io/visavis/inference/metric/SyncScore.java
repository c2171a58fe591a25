package io.visavis.inference.metric;

import java.util.Arrays;

/**
 * How well lips follow a voice, by features that SyncNet (Chung and Zisserman 2016) gives of both:
 * the distance at an offset is the mean over frames of that between the lips of frame i and the
 * voice of frame i + k, for k of -15 to 15. Beyond its ends the voice's features are 0, and 1e-6 is
 * added to each difference, as the authors' code has it.
 *
 * @param confidence LSE-C: the median of the 31 distances less the least; more is better
 * @param distance LSE-D: the least of them; less is better
 * @param offset frames by which the picture comes after the voice where the distance is least;
 *     below 0 it comes before
 */
public record SyncScore(double confidence, double distance, int offset) {
  /** Frames by which lips and voice are moved against each other, either way. */
  public static final int REACH = 15;

  private static final double ADDED = 1e-6;

  /**
   * The score.
   *
   * @param lips [frames][d]
   * @param voice [frames][d]
   */
  public static SyncScore of(float[][] lips, float[][] voice) {
    double[] mean = new double[2 * REACH + 1];
    float[] nothing = new float[lips[0].length];
    for (int k = 0; k < mean.length; k++) {
      for (int i = 0; i < lips.length; i++) {
        int at = i + k - REACH;
        mean[k] +=
            distance(lips[i], at < 0 || at >= voice.length ? nothing : voice[at]) / lips.length;
      }
    }
    int best = 0;
    for (int k = 1; k < mean.length; k++) {
      best = mean[k] < mean[best] ? k : best;
    }
    double[] sorted = mean.clone();
    Arrays.sort(sorted);
    return new SyncScore(sorted[REACH] - mean[best], mean[best], REACH - best);
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double d = (double) a[i] - b[i] + ADDED;
      sum += d * d;
    }
    return Math.sqrt(sum);
  }
}
