package io.visavis.training.fit.dual;

import io.visavis.avatar.motion.MotionSpace;
import java.util.List;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.stat.correlation.Covariance;

/**
 * Whole faces in the directions in which true faces vary, each about as long as the others: what
 * true faces never do, such as brows that part from each other, then counts as much as what they
 * often do.
 */
final class Whitening {
  private static final int EVERY = 10;

  /** Deviation that is not told from none. */
  private static final double LEAST = 0.02;

  /** Angles are a tenth of a coefficient in size. */
  private static final double ANGLE = 10;

  /** So that a whole face counts about as much as one of its groups. */
  private static final double WEIGHT = 0.05;

  private Whitening() {}

  /**
   * A frame times this is whitened.
   *
   * @param truths [frames * size of the space] true faces
   * @return [size][size] of the space, row after row
   */
  static float[] of(List<float[]> truths, MotionSpace space) {
    int size = space.size();
    int frames = truths.stream().mapToInt(t -> t.length / size / EVERY).sum();
    double[][] x = new double[frames][size];
    int n = 0;
    for (float[] truth : truths) {
      for (int k = 0; k < truth.length / size / EVERY; k++, n++) {
        for (int c = 0; c < size; c++) {
          x[n][c] = scale(space, c) * truth[k * EVERY * size + c];
        }
      }
    }
    RealMatrix s = new Covariance(x).getCovarianceMatrix();
    EigenDecompositionSymmetric eigen =
        new EigenDecompositionSymmetric(s.add(s.transpose()).scalarMultiply(0.5));
    double[] gains = new double[size];
    for (int k = 0; k < size; k++) {
      gains[k] = WEIGHT / (Math.sqrt(Math.max(0, eigen.getEigenvalue(k))) + LEAST);
    }
    RealMatrix whole = eigen.getV().multiply(MatrixUtils.createRealDiagonalMatrix(gains));
    float[] out = new float[size * size];
    for (int c = 0; c < size; c++) {
      for (int k = 0; k < size; k++) {
        out[c * size + k] = (float) (scale(space, c) * whole.getEntry(c, k));
      }
    }
    return out;
  }

  private static double scale(MotionSpace space, int channel) {
    return channel < space.coefficients() ? 1 : ANGLE;
  }
}
