package io.visavis.avatar.importer.scan;

/** Sums and products of [3]. */
final class Vector {
  private Vector() {}

  static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  static double length(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  static double[] plus(double[] a, double[] b, double times) {
    return new double[] {a[0] + times * b[0], a[1] + times * b[1], a[2] + times * b[2]};
  }

  static double[] minus(double[] a, double[] b) {
    return plus(a, b, -1);
  }

  static double[] times(double[] a, double factor) {
    return new double[] {factor * a[0], factor * a[1], factor * a[2]};
  }

  static double[] unit(double[] a) {
    return times(a, 1 / length(a));
  }

  static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  /** Vertex v of [V, 3]. */
  static double[] at(float[] vertices, int v) {
    return new double[] {vertices[3 * v], vertices[3 * v + 1], vertices[3 * v + 2]};
  }
}
