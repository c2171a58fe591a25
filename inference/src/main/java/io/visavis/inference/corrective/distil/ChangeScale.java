package io.visavis.inference.corrective.distil;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.rig.CloudPoser;
import java.nio.FloatBuffer;

/**
 * Between the change that a network gives and the row that is fitted: rotations as r^-1 d, scales
 * in units of the Gaussian's own in the world, and each value times what it is worth to the eye, so
 * that the energy of a row, its sum of squares, is about the energy of what is seen to change. A
 * Gaussian counts by the area it covers times its opacity. Thread-safe.
 *
 * <p>A row is [11, N]: one plane a channel, as bases have it.
 */
final class ChangeScale {
  /** A Gaussian that is not seen at rest may be seen later: part of the mean weight. */
  private static final double LEAST = 0.05;

  private final int n;
  private final double[] quaternion;
  private final double[] size;
  private final double[] weight;

  ChangeScale(Avatar avatar) {
    GaussianCloud cloud = avatar.gaussians();
    n = cloud.size();
    quaternion = new double[4 * n];
    size = new double[3 * n];
    weight = new double[n];
    CloudPoser rest = new CloudPoser(avatar);
    rest.rest();
    double[] factor = new double[9];
    double[] local = new double[9];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      rest.factor(i, factor);
      weight[i] = area(factor) * cloud.opacity()[i];
      sum += weight[i];
      for (int c = 0; c < 9; c++) {
        local[c] = cloud.factor()[c][i];
      }
      double mean = GaussianAxes.size(factor);
      for (int k = 0; k < 3; k++) {
        // Local units differ by axis: parts of an edge in the plane, metres across it.
        double length = GaussianAxes.length(local, k);
        double stretch = length > 0 ? GaussianAxes.length(factor, k) / length : 0;
        size[3 * i + k] = stretch > 0 ? mean / stretch : GaussianAxes.size(local);
      }
      GaussianAxes.quaternion(local, quaternion, 4 * i);
    }
    double usual = Math.max(sum / n, 1e-30);
    for (int i = 0; i < n; i++) {
      weight[i] = Math.sqrt(Math.max(LEAST, weight[i] / usual));
    }
  }

  /** The length of the cofactors: about the product of the two longer axes, square metres. */
  private static double area(double[] m) {
    double sum = 0;
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 3; c++) {
        int r1 = 3 * ((r + 1) % 3);
        int r2 = 3 * ((r + 2) % 3);
        int c1 = (c + 1) % 3;
        int c2 = (c + 2) % 3;
        double minor = m[r1 + c1] * m[r2 + c2] - m[r1 + c2] * m[r2 + c1];
        sum += minor * minor;
      }
    }
    return Math.sqrt(sum);
  }

  /** Values of a row. */
  int width() {
    return ChangePart.CHANNELS * n;
  }

  /**
   * Makes a row of a change.
   *
   * @param change [N, 11] from position on
   */
  void take(FloatBuffer change, int position, float[] row) {
    double[] d = new double[4];
    for (int i = 0; i < n; i++) {
      int at = position + ChangePart.CHANNELS * i;
      for (ChangePart part : ChangePart.values()) {
        for (int c = 0; c < part.channels(); c++) {
          d[c] = change.get(at + part.first() + c);
        }
        if (part == ChangePart.ROTATION) {
          GaussianAxes.inFrame(quaternion, 4 * i, d);
        }
        for (int c = 0; c < part.channels(); c++) {
          row[(part.first() + c) * n + i] = (float) (d[c] / unit(part, c, i));
        }
      }
    }
  }

  /** What 1 in a row is in the unit that a corrective's basis has. */
  private double unit(ChangePart part, int c, int i) {
    double own = part == ChangePart.SCALE ? size[3 * i + c] : 1;
    return own / (weight[i] * part.seen());
  }

  /**
   * Values of a basis [channels, N].
   *
   * @param row what a coefficient of 1 changes
   */
  float[] basis(ChangePart part, float[] row) {
    float[] out = new float[part.channels() * n];
    for (int c = 0; c < part.channels(); c++) {
      for (int i = 0; i < n; i++) {
        out[c * n + i] = (float) (row[(part.first() + c) * n + i] * unit(part, c, i));
      }
    }
    return out;
  }

  /** The sum of squares of a part of a row, scales in units of the Gaussian's own. */
  double squares(ChangePart part, float[] row) {
    double sum = 0;
    for (int c = 0; c < part.channels(); c++) {
      for (int i = 0; i < n; i++) {
        double value = row[(part.first() + c) * n + i] / (weight[i] * part.seen());
        sum += value * value;
      }
    }
    return sum;
  }
}
