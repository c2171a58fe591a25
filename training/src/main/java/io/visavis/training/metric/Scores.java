package io.visavis.training.metric;

import io.visavis.inference.metric.Frechet;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How far one part of a face is from the truth.
 *
 * @param fd Frechet distance of frames
 * @param pairedFd Frechet distance of frames beside the partner's
 * @param mse mean of squared differences
 * @param sid Shannon index of the prediction, clusters of the truth, bits
 * @param swappedSid Shannon index of the truth, clusters of the prediction, as published figures
 *     have it
 * @param rpcc residual correlation with the partner
 */
public record Scores(
    double fd, double pairedFd, double mse, double sid, double swappedSid, double rpcc) {

  /**
   * Scores one clip; clips of unlike length count as far as both go.
   *
   * @param truth [frames][d]
   * @param prediction [frames][d]
   * @param partner [frames][d] the partner's true face
   * @param ofTruth clusters of the truth
   */
  public static Scores of(
      double[][] truth,
      double[][] prediction,
      double[][] partner,
      int clusters,
      ShannonIndex ofTruth) {
    int n = Math.min(truth.length, Math.min(prediction.length, partner.length));
    double[][] t = java.util.Arrays.copyOf(truth, n);
    double[][] p = java.util.Arrays.copyOf(prediction, n);
    double[][] o = java.util.Arrays.copyOf(partner, n);
    return new Scores(
        Frechet.distance(t, p),
        Frechet.paired(o, t, p),
        mse(t, p),
        ofTruth.of(p),
        ShannonIndex.fit(List.of(p), clusters).of(t),
        Correlations.residual(t, p, o));
  }

  private static double mse(double[][] t, double[][] p) {
    double sum = 0;
    for (int n = 0; n < t.length; n++) {
      for (int c = 0; c < t[n].length; c++) {
        sum += (t[n][c] - p[n][c]) * (t[n][c] - p[n][c]);
      }
    }
    return sum / ((double) t.length * t[0].length);
  }

  /** The means of several clips. */
  public static Scores mean(List<Scores> all) {
    return new Scores(
        mean(all, Scores::fd),
        mean(all, Scores::pairedFd),
        mean(all, Scores::mse),
        mean(all, Scores::sid),
        mean(all, Scores::swappedSid),
        mean(all, Scores::rpcc));
  }

  private static double mean(List<Scores> all, ToDoubleFunction<Scores> of) {
    return all.stream().mapToDouble(of).average().orElse(Double.NaN);
  }
}
