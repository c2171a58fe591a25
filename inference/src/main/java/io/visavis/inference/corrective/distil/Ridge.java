package io.visavis.inference.corrective.distil;

import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * Linear regression with a penalty on the weights and a free intercept. The penalty is the one
 * under which samples that are left out, one at a time, are told best: in closed form for all of
 * them at once (Allen 1974, PRESS).
 *
 * @param weights [features][outputs]
 * @param bias [outputs]
 */
record Ridge(double[][] weights, double[] bias) {
  private static final double[] PENALTIES = {1e-10, 1e-8, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1};

  /**
   * Fits one.
   *
   * @param features [samples][features]
   * @param wanted [samples][outputs]
   * @param worth [outputs] what the square of an error counts
   */
  static Ridge fit(double[][] features, double[][] wanted, double[] worth) {
    int n = features.length;
    RealMatrix phi = MatrixUtils.createRealMatrix(features);
    RealMatrix y = MatrixUtils.createRealMatrix(wanted);
    double[] phiMean = centre(phi);
    double[] yMean = centre(y);
    Spectrum spectrum = Spectrum.of(phi.multiplyTransposed(phi));
    double[] e = spectrum.values();
    RealMatrix q = spectrum.vectors();
    RealMatrix turned = q.transposeMultiply(y);
    double unit = Math.max(e[0], 1e-30);
    RealMatrix best = y;
    double least = Double.POSITIVE_INFINITY;
    for (double penalty : PENALTIES) {
      double lambda = penalty * unit;
      RealMatrix alpha = turned.copy();
      for (int i = 0; i < n; i++) {
        for (int o = 0; o < yMean.length; o++) {
          alpha.multiplyEntry(i, o, 1 / (Math.max(e[i], 0) + lambda));
        }
      }
      alpha = q.multiply(alpha);
      double error = leftOut(alpha, q, e, lambda, worth);
      if (error < least) {
        least = error;
        best = alpha;
      }
    }
    double[][] weights = phi.transposeMultiply(best).getData();
    double[] bias = yMean.clone();
    for (int f = 0; f < weights.length; f++) {
      for (int o = 0; o < bias.length; o++) {
        bias[o] -= phiMean[f] * weights[f][o];
      }
    }
    return new Ridge(weights, bias);
  }

  /** The error of samples that are left out; the intercept's 1 / n is taken off. */
  private static double leftOut(
      RealMatrix alpha, RealMatrix q, double[] e, double lambda, double[] worth) {
    int n = e.length;
    double sum = 0;
    for (int s = 0; s < n; s++) {
      double inverse = -1 / (n * lambda);
      for (int i = 0; i < n; i++) {
        inverse += q.getEntry(s, i) * q.getEntry(s, i) / (Math.max(e[i], 0) + lambda);
      }
      inverse = Math.max(inverse, 1e-9 / lambda);
      for (int o = 0; o < worth.length; o++) {
        double error = alpha.getEntry(s, o) / inverse;
        sum += worth[o] * error * error;
      }
    }
    return sum;
  }

  private static double[] centre(RealMatrix m) {
    double[] mean = new double[m.getColumnDimension()];
    for (int c = 0; c < mean.length; c++) {
      for (int r = 0; r < m.getRowDimension(); r++) {
        mean[c] += m.getEntry(r, c) / m.getRowDimension();
      }
      for (int r = 0; r < m.getRowDimension(); r++) {
        m.addToEntry(r, c, -mean[c]);
      }
    }
    return mean;
  }
}
