package io.visavis.inference.corrective.distil;

/**
 * The rotation and the size of a Gaussian by its factor M = R diag(s). A factor whose columns are
 * not at right angles, as heads of the affine binding have, gets the frame that begins with its
 * first column.
 */
final class GaussianAxes {
  private static final double TINY = 1e-12;

  private GaussianAxes() {}

  /** The mean length of the columns, never 0. */
  static double size(double[] m) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      sum += length(m, c);
    }
    return Math.max(sum / 3, TINY);
  }

  /** The length of a column. */
  static double length(double[] m, int c) {
    return Math.sqrt(m[c] * m[c] + m[3 + c] * m[3 + c] + m[6 + c] * m[6 + c]);
  }

  /**
   * Writes the unit quaternion (w, x, y, z) of R, its first value that is not 0 positive: r and -r
   * are the same rotation, but what is added to them is not the same.
   *
   * @param m [9] row-major
   */
  static void quaternion(double[] m, double[] out, int at) {
    double[] a = {m[0], m[3], m[6]};
    double[] b = {m[1], m[4], m[7]};
    double[] c = {m[2], m[5], m[8]};
    if (!unit(a)) {
      // Two axes are enough; a needle or a point has fewer and may be turned in any way.
      cross(b, c, a);
      if (!unit(a)) {
        a = new double[] {1, 0, 0};
      }
    }
    double along = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    for (int i = 0; i < 3; i++) {
      b[i] -= along * a[i];
    }
    if (!unit(b)) {
      cross(c, a, b);
      if (!unit(b)) {
        int small = Math.abs(a[0]) < 0.6 ? 0 : 1;
        double[] other = {0, 0, 0};
        other[small] = 1;
        cross(other, a, b);
        unit(b);
      }
    }
    cross(a, b, c);
    // Each of the four squares of the quaternion; the largest is divided by.
    double[] square = {
      1 + a[0] + b[1] + c[2], 1 + a[0] - b[1] - c[2], 1 - a[0] + b[1] - c[2], 1 - a[0] - b[1] + c[2]
    };
    double[][] row = {
      {square[0], b[2] - c[1], c[0] - a[2], a[1] - b[0]},
      {b[2] - c[1], square[1], a[1] + b[0], c[0] + a[2]},
      {c[0] - a[2], a[1] + b[0], square[2], b[2] + c[1]},
      {a[1] - b[0], c[0] + a[2], b[2] + c[1], square[3]}
    };
    int largest = 0;
    for (int i = 1; i < 4; i++) {
      largest = square[i] > square[largest] ? i : largest;
    }
    double sign = 0;
    for (int i = 0; i < 4 && sign == 0; i++) {
      sign = Math.abs(row[largest][i]) < 1e-9 ? 0 : Math.signum(row[largest][i]);
    }
    double scale = sign / (2 * Math.sqrt(square[largest]));
    for (int i = 0; i < 4; i++) {
      out[at + i] = scale * row[largest][i];
    }
  }

  /** d becomes r^-1 d: what is multiplied by the rotation instead of added to it. */
  static void inFrame(double[] r, int at, double[] d) {
    double w = r[at];
    double x = r[at + 1];
    double y = r[at + 2];
    double z = r[at + 3];
    double a = d[0];
    double b = d[1];
    double c = d[2];
    double e = d[3];
    d[0] = w * a + x * b + y * c + z * e;
    d[1] = w * b - x * a - y * e + z * c;
    d[2] = w * c + x * e - y * a - z * b;
    d[3] = w * e - x * c + y * b - z * a;
  }

  private static boolean unit(double[] v) {
    double length = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    if (length < TINY) {
      return false;
    }
    for (int i = 0; i < 3; i++) {
      v[i] /= length;
    }
    return true;
  }

  private static void cross(double[] a, double[] b, double[] out) {
    double x = a[1] * b[2] - a[2] * b[1];
    double y = a[2] * b[0] - a[0] * b[2];
    double z = a[0] * b[1] - a[1] * b[0];
    out[0] = x;
    out[1] = y;
    out[2] = z;
  }
}
