package io.visavis.training.metric;

import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.hipparchus.stat.correlation.Covariance;

/**
 * Frechet distance of two clouds as if they were Gaussian: |m1 - m2|^2 + tr S1 + tr S2 - 2 tr (S1
 * S2)^1/2 (Heusel et al. 2017, equation 6). With S = L L^T the last trace is the sum of the
 * singular values of L2^T L1.
 */
public final class Frechet {
  /** What is added to variances, which channels that never move need. */
  private static final double LEAST = 1e-12;

  private static final double SYMMETRIC = 1e-6;

  private Frechet() {}

  /**
   * The distance.
   *
   * @param x [frames][d], two frames at least
   * @param y [frames][d]
   */
  public static double distance(double[][] x, double[][] y) {
    RealMatrix s1 = covariance(x);
    RealMatrix s2 = covariance(y);
    RealMatrix product = factor(s2).transpose().multiply(factor(s1));
    double cross = 0;
    for (double value : new SingularValueDecomposition(product).getSingularValues()) {
      cross += value;
    }
    double means = 0;
    double[] m1 = mean(x);
    double[] m2 = mean(y);
    for (int c = 0; c < m1.length; c++) {
      means += (m1[c] - m2[c]) * (m1[c] - m2[c]);
    }
    return Math.max(0, means + s1.getTrace() + s2.getTrace() - 2 * cross);
  }

  /** The distance of pairs: each frame with the partner's frame beside it. */
  public static double paired(double[][] partner, double[][] x, double[][] y) {
    return distance(beside(partner, x), beside(partner, y));
  }

  private static double[][] beside(double[][] a, double[][] b) {
    double[][] out = new double[b.length][];
    for (int n = 0; n < out.length; n++) {
      out[n] = java.util.Arrays.copyOf(a[n], a[n].length + b[n].length);
      System.arraycopy(b[n], 0, out[n], a[n].length, b[n].length);
    }
    return out;
  }

  private static RealMatrix covariance(double[][] x) {
    RealMatrix s = new Covariance(x).getCovarianceMatrix();
    return s.add(MatrixUtils.createRealIdentityMatrix(s.getRowDimension()).scalarMultiply(LEAST));
  }

  private static RealMatrix factor(RealMatrix s) {
    return new CholeskyDecomposition(s, SYMMETRIC, LEAST / 100).getL();
  }

  static double[] mean(double[][] x) {
    double[] mean = new double[x[0].length];
    for (double[] row : x) {
      for (int c = 0; c < mean.length; c++) {
        mean[c] += row[c] / x.length;
      }
    }
    return mean;
  }
}
