package io.visavis.avatar.glb;

import io.visavis.avatar.rig.CloudPoser;

/**
 * A bound Gaussian as a free one: position, rotation and scale of the ellipsoid that its triangle's
 * map makes of it. Only operations whose result is the same on every machine, so that files are.
 */
final class SplatMath {
  private static final int SWEEPS = 16;

  private final double[] centre = new double[3];
  private final double[] values = new double[9];

  /** Covariance, turned into its eigenvalues on the diagonal. */
  private final double[][] cov = new double[3][3];

  /** Eigenvectors, as columns. */
  private final double[][] axes = new double[3][3];

  /** Display sRGB, clamped to 0..1, to linear (IEC 61966-2-1). */
  static double linear(double unclamped) {
    double display = Math.clamp(unclamped, 0.0, 1.0);
    return display <= 0.04045 ? display / 12.92 : StrictMath.pow((display + 0.055) / 1.055, 2.4);
  }

  /** Takes Gaussian {@code i} as it is placed. */
  void place(CloudPoser posed, int i) {
    posed.mean(i, centre);
    posed.factor(i, values);
    double[][] factor = {
      {values[0], values[1], values[2]},
      {values[3], values[4], values[5]},
      {values[6], values[7], values[8]}
    };
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 3; c++) {
        cov[r][c] =
            factor[r][0] * factor[c][0] + factor[r][1] * factor[c][1] + factor[r][2] * factor[c][2];
        axes[r][c] = r == c ? 1 : 0;
      }
    }
    diagonalise();
  }

  /** Standard deviation along axis {@code k}, metres. */
  double sigma(int k) {
    return Math.sqrt(Math.max(cov[k][k], 0));
  }

  /** Writes position (metres), unit quaternion (x, y, z, w) and standard deviations (metres). */
  void store(float[] position, int p, float[] rotation, int q, float[] scale, int s) {
    for (int c = 0; c < 3; c++) {
      position[p + c] = (float) centre[c];
      scale[s + c] = (float) sigma(c);
    }
    quaternion(rotation, q);
  }

  /** Jacobi's rotations, which keep the axes a right-handed orthonormal frame. */
  private void diagonalise() {
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      double off = Math.abs(cov[0][1]) + Math.abs(cov[0][2]) + Math.abs(cov[1][2]);
      if (off == 0) {
        return;
      }
      rotate(0, 1);
      rotate(0, 2);
      rotate(1, 2);
    }
  }

  private void rotate(int p, int q) {
    if (cov[p][q] == 0) {
      return;
    }
    double theta = (cov[q][q] - cov[p][p]) / (2 * cov[p][q]);
    double t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    for (int k = 0; k < 3; k++) {
      double kp = cov[k][p];
      double kq = cov[k][q];
      cov[k][p] = c * kp - s * kq;
      cov[k][q] = s * kp + c * kq;
    }
    for (int k = 0; k < 3; k++) {
      double pk = cov[p][k];
      double qk = cov[q][k];
      cov[p][k] = c * pk - s * qk;
      cov[q][k] = s * pk + c * qk;
      double ap = axes[k][p];
      double aq = axes[k][q];
      axes[k][p] = c * ap - s * aq;
      axes[k][q] = s * ap + c * aq;
    }
    cov[p][q] = 0;
    cov[q][p] = 0;
  }

  /** The rotation matrix of the axes as a quaternion, by its largest component. */
  private void quaternion(float[] out, int at) {
    double[][] m = axes;
    double[] q = {
      1 + m[0][0] - m[1][1] - m[2][2],
      1 - m[0][0] + m[1][1] - m[2][2],
      1 - m[0][0] - m[1][1] + m[2][2],
      1 + m[0][0] + m[1][1] + m[2][2]
    };
    int largest = 0;
    for (int i = 1; i < 4; i++) {
      largest = q[i] > q[largest] ? i : largest;
    }
    double xy = m[0][1] + m[1][0];
    double xz = m[0][2] + m[2][0];
    double yz = m[1][2] + m[2][1];
    double wx = m[2][1] - m[1][2];
    double wy = m[0][2] - m[2][0];
    double wz = m[1][0] - m[0][1];
    double own = q[largest];
    double[] v =
        switch (largest) {
          case 0 -> new double[] {own, xy, xz, wx};
          case 1 -> new double[] {xy, own, yz, wy};
          case 2 -> new double[] {xz, yz, own, wz};
          default -> new double[] {wx, wy, wz, own};
        };
    double norm = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2] + v[3] * v[3]);
    for (int c = 0; c < 4; c++) {
      out[at + c] = (float) (v[c] / norm);
    }
  }
}
