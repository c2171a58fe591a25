package io.visavis.avatar.importer.ict;

/** The sphere that fits points best, by least squares of |p|^2 = 2 c.p + d. */
final class Ball {
  private Ball() {}

  /**
   * Its centre.
   *
   * @param vertices [V, 3]
   * @param from the first of the vertices
   * @param count how many
   * @return [3], NaN where they are flat
   */
  static double[] centre(float[] vertices, int from, int count) {
    double[] mean = new double[3];
    for (int i = 0; i < 3 * count; i++) {
      mean[i % 3] += (double) vertices[3 * from + i] / count;
    }
    double[][] m = new double[4][5];
    for (int v = from; v < from + count; v++) {
      double[] row = new double[4];
      double square = 0;
      for (int c = 0; c < 3; c++) {
        double d = vertices[3 * v + c] - mean[c];
        row[c] = 2 * d;
        square += d * d;
      }
      row[3] = 1;
      for (int r = 0; r < 4; r++) {
        for (int c = 0; c < 4; c++) {
          m[r][c] += row[r] * row[c];
        }
        m[r][4] += row[r] * square;
      }
    }
    for (int k = 0; k < 4; k++) {
      for (int r = 0; r < 4; r++) {
        double f = r == k ? 0 : m[r][k] / m[k][k];
        for (int c = k; c < 5; c++) {
          m[r][c] -= f * m[k][c];
        }
      }
    }
    double[] out = new double[3];
    for (int c = 0; c < 3; c++) {
      out[c] = mean[c] + m[c][4] / m[c][c];
    }
    return out;
  }
}
