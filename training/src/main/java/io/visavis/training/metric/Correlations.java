package io.visavis.training.metric;

/**
 * Residual correlation (rPCC): how far the correlation of a face with its partner's is from what it
 * is in truth, |corr(truth, partner) - corr(prediction, partner)|, each over all frames and
 * channels together, as DualTalk's code has it. A face that does not move correlates with nothing.
 */
final class Correlations {
  private static final double STILL = 1e-10;

  private Correlations() {}

  static double residual(double[][] truth, double[][] prediction, double[][] partner) {
    return Math.abs(pearson(truth, partner) - pearson(prediction, partner));
  }

  private static double pearson(double[][] x, double[][] y) {
    double mx = mean(x);
    double my = mean(y);
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int n = 0; n < x.length; n++) {
      for (int c = 0; c < x[n].length; c++) {
        xx += (x[n][c] - mx) * (x[n][c] - mx);
        yy += (y[n][c] - my) * (y[n][c] - my);
        xy += (x[n][c] - mx) * (y[n][c] - my);
      }
    }
    double still = STILL * x.length * x[0].length;
    return xx < still || yy < still ? 0 : xy / Math.sqrt(xx * yy);
  }

  private static double mean(double[][] x) {
    double sum = 0;
    for (double[] row : x) {
      for (double v : row) {
        sum += v;
      }
    }
    return sum / ((double) x.length * x[0].length);
  }
}
