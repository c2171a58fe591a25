package io.visavis.training.fit.dual;

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
  private static final int CHANNELS = 55;

  /** Deviation that is not told from none. */
  private static final double LEAST = 0.02;

  /** Angles are a tenth of a coefficient in size. */
  private static final double ANGLE = 10;

  /** So that a whole face counts about as much as one of its groups. */
  private static final double WEIGHT = 0.05;

  private Whitening() {}

  /** [55][55], row after row: an arkit frame times this is whitened. */
  static float[] of(List<Recording> recordings) {
    int frames = recordings.stream().mapToInt(r -> r.frames() / EVERY).sum();
    double[][] x = new double[frames][CHANNELS];
    int n = 0;
    for (Recording recording : recordings) {
      for (int k = 0; k < recording.frames() / EVERY; k++, n++) {
        for (int c = 0; c < CHANNELS; c++) {
          x[n][c] = scale(c) * recording.truth()[k * EVERY * CHANNELS + c];
        }
      }
    }
    RealMatrix s = new Covariance(x).getCovarianceMatrix();
    EigenDecompositionSymmetric eigen =
        new EigenDecompositionSymmetric(s.add(s.transpose()).scalarMultiply(0.5));
    double[] gains = new double[CHANNELS];
    for (int k = 0; k < CHANNELS; k++) {
      gains[k] = WEIGHT / (Math.sqrt(Math.max(0, eigen.getEigenvalue(k))) + LEAST);
    }
    RealMatrix whole = eigen.getV().multiply(MatrixUtils.createRealDiagonalMatrix(gains));
    float[] out = new float[CHANNELS * CHANNELS];
    for (int c = 0; c < CHANNELS; c++) {
      for (int k = 0; k < CHANNELS; k++) {
        out[c * CHANNELS + k] = (float) (scale(c) * whole.getEntry(c, k));
      }
    }
    return out;
  }

  private static double scale(int channel) {
    return channel < 52 ? 1 : ANGLE;
  }
}
