package io.visavis.inference.corrective.distil;

import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

/**
 * The eigenvalues of a symmetric matrix without negative ones, the largest first.
 *
 * @param values [n]
 * @param vectors [n, n] a column each, orthonormal
 */
record Spectrum(double[] values, RealMatrix vectors) {
  private static final double ZERO = 1e-14;

  /** Of that matrix. */
  static Spectrum of(RealMatrix matrix) {
    try {
      EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(matrix, ZERO, true);
      return new Spectrum(eigen.getEigenvalues(), eigen.getV());
    } catch (MathIllegalStateException e) {
      // It gives up after 30 steps for one value, and among many that are nearly 0 needs more of
      // them. Singular values take longer and are found always.
      SingularValueDecomposition singular = new SingularValueDecomposition(matrix);
      return new Spectrum(singular.getSingularValues(), singular.getU());
    }
  }
}
