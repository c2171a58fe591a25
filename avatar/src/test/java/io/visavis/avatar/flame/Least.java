package io.visavis.avatar.flame;

/** The smallest weights of vertices, summing to 1, whose mean is a given point. */
final class Least {
  private Least() {}

  /**
   * Solves A w = b for the w of least length, w = A^T (A A^T)^-1 b.
   *
   * @param vertices [V, 3]
   * @param of those that have weights
   * @param point [3] their weighted mean
   * @param out where the weight of vertex v is put, at {@code from + v}
   */
  static void weights(float[] vertices, int[] of, float[] point, float[] out, int from) {
    double[][] m = new double[4][5];
    for (int v : of) {
      double[] a = row(vertices, v);
      for (int r = 0; r < 4; r++) {
        for (int c = 0; c < 4; c++) {
          m[r][c] += a[r] * a[c];
        }
      }
    }
    for (int c = 0; c < 3; c++) {
      m[c][4] = point[c];
    }
    m[3][4] = 1;
    for (int k = 0; k < 4; k++) {
      for (int r = 0; r < 4; r++) {
        double f = r == k ? 0 : m[r][k] / m[k][k];
        for (int c = k; c < 5; c++) {
          m[r][c] -= f * m[k][c];
        }
      }
    }
    for (int v : of) {
      double[] a = row(vertices, v);
      double sum = 0;
      for (int k = 0; k < 4; k++) {
        sum += a[k] * m[k][4] / m[k][k];
      }
      out[from + v] = (float) sum;
    }
  }

  private static double[] row(float[] vertices, int v) {
    return new double[] {vertices[3 * v], vertices[3 * v + 1], vertices[3 * v + 2], 1};
  }
}
