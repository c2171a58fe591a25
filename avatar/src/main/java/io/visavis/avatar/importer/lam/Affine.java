package io.visavis.avatar.importer.lam;

/** Affine maps as row-major 3x4 matrices, in double precision. */
final class Affine {
  private Affine() {}

  /** The first three rows of a matrix of glTF, which is column by column. */
  static double[] of(float[] columns, int at) {
    double[] out = new double[12];
    for (int i = 0; i < 12; i++) {
      out[i] = columns[at + 4 * (i % 4) + i / 4];
    }
    return out;
  }

  /** First b, then a. */
  static double[] product(double[] a, double[] b) {
    double[] out = new double[12];
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 4; c++) {
        double sum = c == 3 ? a[4 * r + 3] : 0;
        for (int k = 0; k < 3; k++) {
          sum += a[4 * r + k] * b[4 * k + c];
        }
        out[4 * r + c] = sum;
      }
    }
    return out;
  }

  /** Whether a map leaves everything where it is, about. */
  static boolean isSame(double[] map, double tolerance) {
    for (int i = 0; i < 12; i++) {
      // Written so that NaN is not.
      if (!(Math.abs(map[i] - (i % 5 == 0 ? 1 : 0)) <= tolerance)) {
        return false;
      }
    }
    return true;
  }

  /**
   * A coordinate of the image.
   *
   * @param w 1 for a point, 0 for a direction
   */
  static double image(double[] map, int row, double x, double y, double z, double w) {
    return map[4 * row] * x + map[4 * row + 1] * y + map[4 * row + 2] * z + w * map[4 * row + 3];
  }
}
