package io.visavis.inference.metric;

import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

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
    RealMatrix l1 = factor(x);
    RealMatrix l2 = factor(y);
    double cross = 0;
    for (double value :
        new SingularValueDecomposition(l2.transpose().multiply(l1)).getSingularValues()) {
      cross += value;
    }
    double means = 0;
    double[] m1 = mean(x);
    double[] m2 = mean(y);
    for (int c = 0; c < m1.length; c++) {
      means += (m1[c] - m2[c]) * (m1[c] - m2[c]);
    }
    // The trace of L L^T is the square of L's Frobenius norm.
    double traces = Math.pow(l1.getFrobeniusNorm(), 2) + Math.pow(l2.getFrobeniusNorm(), 2);
    return Math.max(0, means + traces - 2 * cross);
  }

  /**
   * What each value contributes to a distance; together they are the distance.
   *
   * @param means [d] squared differences of means
   * @param spreads [d] of the rest: how far a value moves when one cloud is moved onto the other at
   *     the least cost, their means on each other
   */
  public record Shares(double[] means, double[] spreads) {}

  /**
   * The distance, value by value. The least costly move has the cross-covariance L1 V U^T L2^T,
   * with U and V of the singular value decomposition of L2^T L1.
   *
   * @param x [frames][d], two frames at least
   * @param y [frames][d]
   */
  public static Shares shares(double[][] x, double[][] y) {
    RealMatrix l1 = factor(x);
    RealMatrix l2 = factor(y);
    SingularValueDecomposition svd = new SingularValueDecomposition(l2.transpose().multiply(l1));
    RealMatrix from = l1.multiply(svd.getV());
    RealMatrix to = l2.multiply(svd.getU());
    double[] m1 = mean(x);
    double[] m2 = mean(y);
    double[] means = new double[m1.length];
    double[] spreads = new double[m1.length];
    for (int c = 0; c < means.length; c++) {
      means[c] = (m1[c] - m2[c]) * (m1[c] - m2[c]);
      double both = square(l1.getRow(c)) + square(l2.getRow(c));
      spreads[c] = both - 2 * from.getRowVector(c).dotProduct(to.getRowVector(c));
    }
    return new Shares(means, spreads);
  }

  private static double square(double[] row) {
    double sum = 0;
    for (double value : row) {
      sum += value * value;
    }
    return sum;
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

  /** [d, min(d, frames)] L of the covariance L L^T. */
  private static RealMatrix factor(double[][] x) {
    double[] mean = mean(x);
    double[][] spread = new double[mean.length][x.length];
    for (int n = 0; n < x.length; n++) {
      for (int c = 0; c < mean.length; c++) {
        spread[c][n] = (x[n][c] - mean[c]) / Math.sqrt(x.length - 1.0);
      }
    }
    RealMatrix wide = MatrixUtils.createRealMatrix(spread);
    // Few frames of many values, as networks give them, are a factor themselves.
    if (x.length <= mean.length) {
      return wide;
    }
    RealMatrix covariance =
        wide.multiply(wide.transpose())
            .add(MatrixUtils.createRealIdentityMatrix(mean.length).scalarMultiply(LEAST));
    return new CholeskyDecomposition(covariance, SYMMETRIC, LEAST / 100).getL();
  }

  /** [d] the mean of the frames. */
  public static double[] mean(double[][] x) {
    double[] mean = new double[x[0].length];
    for (double[] row : x) {
      for (int c = 0; c < mean.length; c++) {
        mean[c] += row[c] / x.length;
      }
    }
    return mean;
  }
}
