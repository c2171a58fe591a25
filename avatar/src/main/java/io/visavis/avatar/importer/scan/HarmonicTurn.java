package io.visavis.avatar.importer.scan;

/**
 * Turns real spherical harmonics of degree 1 to 3, which have the order and signs of the 3D
 * Gaussian splatting reference. Harmonics of a degree become those of the same degree, by a matrix
 * that quadrature over the sphere gives exactly.
 */
final class HarmonicTurn {
  /** Nodes and weights of Gauss and Legendre for polynomials to degree 7. */
  private static final double[] HEIGHTS = {
    -0.8611363115940526, -0.3399810435848563, 0.3399810435848563, 0.8611363115940526
  };

  private static final double[] WEIGHTS = {
    0.3478548451374538, 0.6521451548625461, 0.6521451548625461, 0.3478548451374538
  };

  private static final int AZIMUTHS = 8;

  /** [15][15] new coefficients from old; between degrees they are 0. */
  private final double[][] matrix = new double[15][15];

  /**
   * A turn.
   *
   * @param rotation [9] row-major
   */
  HarmonicTurn(double[] rotation) {
    Similarity turn = new Similarity(1, rotation, new double[3]);
    for (int h = 0; h < HEIGHTS.length; h++) {
      double radius = Math.sqrt(1 - HEIGHTS[h] * HEIGHTS[h]);
      for (int a = 0; a < AZIMUTHS; a++) {
        double angle = 2 * Math.PI * a / AZIMUTHS;
        double[] d = {radius * Math.cos(angle), radius * Math.sin(angle), HEIGHTS[h]};
        double[] to = values(d);
        double[] from = values(turn.undo(d));
        for (int r = 0; r < 15; r++) {
          for (int c = 0; c < 15; c++) {
            matrix[r][c] += WEIGHTS[h] * 2 * Math.PI / AZIMUTHS * to[r] * from[c];
          }
        }
      }
    }
  }

  /**
   * Turns coefficients.
   *
   * @param coefficients [3 * count][N] red's, then green's, then blue's; changed
   */
  void turn(float[][] coefficients) {
    int count = coefficients.length / 3;
    double[] old = new double[count];
    for (int channel = 0; channel < 3; channel++) {
      for (int i = 0; count > 0 && i < coefficients[0].length; i++) {
        for (int k = 0; k < count; k++) {
          old[k] = coefficients[channel * count + k][i];
        }
        for (int k = 0; k < count; k++) {
          int degree = k < 3 ? 1 : k < 8 ? 2 : 3;
          double sum = 0;
          for (int j = degree * degree - 1; j < (degree + 1) * (degree + 1) - 1; j++) {
            sum += matrix[k][j] * old[j];
          }
          coefficients[channel * count + k][i] = (float) sum;
        }
      }
    }
  }

  /** [15] the harmonics of degree 1 to 3 in a direction of length 1. */
  static double[] values(double[] d) {
    double x = d[0];
    double y = d[1];
    double z = d[2];
    return new double[] {
      -0.4886025119029199 * y,
      0.4886025119029199 * z,
      -0.4886025119029199 * x,
      1.0925484305920792 * x * y,
      -1.0925484305920792 * y * z,
      0.31539156525252005 * (2 * z * z - x * x - y * y),
      -1.0925484305920792 * x * z,
      0.5462742152960396 * (x * x - y * y),
      -0.5900435899266435 * y * (3 * x * x - y * y),
      2.890611442640554 * x * y * z,
      -0.4570457994644658 * y * (4 * z * z - x * x - y * y),
      0.3731763325901154 * z * (2 * z * z - 3 * x * x - 3 * y * y),
      -0.4570457994644658 * x * (4 * z * z - x * x - y * y),
      1.445305721320277 * z * (x * x - y * y),
      -0.5900435899266435 * x * (x * x - 3 * y * y)
    };
  }
}
