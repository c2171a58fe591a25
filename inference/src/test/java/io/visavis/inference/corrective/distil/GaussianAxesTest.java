package io.visavis.inference.corrective.distil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GaussianAxesTest {
  private final SplittableRandom random = new SplittableRandom(4);

  @Test
  void shouldFindTheQuaternionThatAFactorWasMadeOf() {
    for (int t = 0; t < 500; t++) {
      double[] r = quaternion();
      if (t % 5 == 0) {
        // Half turns, where w is 0.
        r = new double[] {0, r[1], r[2], r[3]};
        double norm = Math.sqrt(r[1] * r[1] + r[2] * r[2] + r[3] * r[3]);
        for (int c = 1; c < 4; c++) {
          r[c] /= norm;
        }
      }
      double[] m = matrix(r);
      for (int i = 0; i < 9; i++) {
        m[i] *= 0.1 + i % 3;
      }
      double[] found = new double[4];
      GaussianAxes.quaternion(m, found, 0);
      double first = Math.abs(found[0]) > 1e-6 ? found[0] : found[1];
      assertThat(first).isPositive();
      double same = 0;
      for (int c = 0; c < 4; c++) {
        same += found[c] * r[c];
      }
      assertThat(Math.abs(same)).isCloseTo(1, within(1e-9));
      assertThat(GaussianAxes.size(m)).isCloseTo(1.1, within(1e-9));
    }
  }

  /** r (1 + r^-1 d) = r + d. */
  @Test
  void shouldTurnWhatIsAddedIntoWhatIsMultiplied() {
    for (int t = 0; t < 100; t++) {
      double[] r = quaternion();
      double[] d = new double[4];
      double[] framed = new double[4];
      for (int c = 0; c < 4; c++) {
        d[c] = random.nextDouble(-.5, .5);
        framed[c] = d[c];
      }
      GaussianAxes.inFrame(r, 0, framed);
      framed[0] += 1;
      double[] product = times(r, framed);
      for (int c = 0; c < 4; c++) {
        assertThat(product[c]).isCloseTo(r[c] + d[c], within(1e-12));
      }
    }
  }

  @Test
  void shouldGiveAnyRotationOfAFlatGaussianANeedleAndAPoint() {
    double[][] flats = {
      {1, 0, 0, 0, 2, 0, 0, 0, 0},
      {0, 0, 0, 0, 2, 0, 0, 0, 1},
      {0, 0, 3, 0, 0, 0, 0, 0, 0},
      {0, 1, 0, 0, 1, 0, 0, 0, 0},
      {1, 1, 1, 1, 1, 1, 1, 1, 1},
      new double[9]
    };
    for (double[] m : flats) {
      double[] q = new double[4];
      GaussianAxes.quaternion(m, q, 0);
      assertThat(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]).isCloseTo(1, within(1e-9));
      assertThat(GaussianAxes.size(m)).isPositive();
    }
  }

  private double[] quaternion() {
    double[] q = new double[4];
    double norm = 0;
    for (int c = 0; c < 4; c++) {
      q[c] = random.nextDouble(-1, 1);
      norm += q[c] * q[c];
    }
    for (int c = 0; c < 4; c++) {
      q[c] /= Math.sqrt(norm);
    }
    return q;
  }

  /** Columns are the images of the axes: q v q^-1. */
  private static double[] matrix(double[] q) {
    double[] m = new double[9];
    double[] back = {q[0], -q[1], -q[2], -q[3]};
    for (int c = 0; c < 3; c++) {
      double[] axis = new double[4];
      axis[1 + c] = 1;
      double[] image = times(times(q, axis), back);
      for (int r = 0; r < 3; r++) {
        m[3 * r + c] = image[1 + r];
      }
    }
    return m;
  }

  private static double[] times(double[] a, double[] b) {
    return new double[] {
      a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3],
      a[0] * b[1] + a[1] * b[0] + a[2] * b[3] - a[3] * b[2],
      a[0] * b[2] - a[1] * b[3] + a[2] * b[0] + a[3] * b[1],
      a[0] * b[3] + a[1] * b[2] - a[2] * b[1] + a[3] * b[0]
    };
  }
}
