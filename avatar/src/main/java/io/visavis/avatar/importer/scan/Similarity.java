package io.visavis.avatar.importer.scan;

/**
 * A turn, a scale and a shift: p becomes scale R p + shift.
 *
 * @param rotation [9] row-major, of determinant 1
 */
record Similarity(double scale, double[] rotation, double[] shift) {

  /** The one that takes {@code from} to {@code to}. */
  static Similarity about(double[] from, double[] to, double scale, double[] rotation) {
    double[] turned = new Similarity(scale, rotation, new double[3]).apply(from);
    return new Similarity(scale, rotation, Vector.minus(to, turned));
  }

  double[] apply(double[] p) {
    double[] out = new double[3];
    for (int r = 0; r < 3; r++) {
      out[r] =
          scale * (rotation[3 * r] * p[0] + rotation[3 * r + 1] * p[1] + rotation[3 * r + 2] * p[2])
              + shift[r];
    }
    return out;
  }

  /** What {@link #apply} makes p of. */
  double[] undo(double[] p) {
    double[] q = Vector.minus(p, shift);
    double[] out = new double[3];
    for (int c = 0; c < 3; c++) {
      out[c] = (rotation[c] * q[0] + rotation[3 + c] * q[1] + rotation[6 + c] * q[2]) / scale;
    }
    return out;
  }
}
