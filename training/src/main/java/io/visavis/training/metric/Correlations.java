package io.visavis.training.metric;

/**
 * Residual correlation (rPCC): how far the correlation of a face with its partner's is from what it
 * is in truth; mean over channels, |corr(truth, partner) - corr(prediction, partner)|. Channels
 * that do not move correlate with nothing.
 */
final class Correlations {
  private static final double STILL = 1e-10;

  private Correlations() {}

  static double residual(double[][] truth, double[][] prediction, double[][] partner) {
    double sum = 0;
    for (int c = 0; c < truth[0].length; c++) {
      sum += Math.abs(pearson(truth, partner, c) - pearson(prediction, partner, c));
    }
    return sum / truth[0].length;
  }

  private static double pearson(double[][] x, double[][] y, int c) {
    double mx = 0;
    double my = 0;
    for (int n = 0; n < x.length; n++) {
      mx += x[n][c] / x.length;
      my += y[n][c] / x.length;
    }
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int n = 0; n < x.length; n++) {
      xx += (x[n][c] - mx) * (x[n][c] - mx);
      yy += (y[n][c] - my) * (y[n][c] - my);
      xy += (x[n][c] - mx) * (y[n][c] - my);
    }
    return xx / x.length < STILL || yy / x.length < STILL ? 0 : xy / Math.sqrt(xx * yy);
  }
}
