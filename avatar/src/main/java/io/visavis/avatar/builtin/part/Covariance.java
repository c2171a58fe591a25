package io.visavis.avatar.builtin.part;

import io.visavis.avatar.builtin.form.Vec;

/** A symmetric 3x3 matrix as a sum of weighted outer products. */
final class Covariance {
  private double xx;
  private double xy;
  private double xz;
  private double yy;
  private double yz;
  private double zz;

  /** Adds {@code weight * v v^T}. */
  Covariance add(Vec v, double weight) {
    xx += weight * v.x() * v.x();
    xy += weight * v.x() * v.y();
    xz += weight * v.x() * v.z();
    yy += weight * v.y() * v.y();
    yz += weight * v.y() * v.z();
    zz += weight * v.z() * v.z();
    return this;
  }

  private Vec times(Vec v) {
    return new Vec(
        xx * v.x() + xy * v.y() + xz * v.z(),
        xy * v.x() + yy * v.y() + yz * v.z(),
        xz * v.x() + yz * v.y() + zz * v.z());
  }

  /** Row-major lower triangular L with L L^T = A^-1 C A^-T, A the frame's matrix. */
  double[] localFactor(TriangleFrame frame) {
    double area = frame.edge1().cross(frame.edge2()).length();
    Vec r0 = frame.edge2().cross(frame.normal()).times(1 / area); // rows of A^-1
    Vec r1 = frame.normal().cross(frame.edge1()).times(1 / area);
    Vec r2 = frame.normal();
    Vec c0 = times(r0);
    Vec c1 = times(r1);
    Vec c2 = times(r2);
    double l00 = Math.sqrt(Math.max(r0.dot(c0), 1e-12));
    double l10 = r1.dot(c0) / l00;
    double l20 = r2.dot(c0) / l00;
    double l11 = Math.sqrt(Math.max(r1.dot(c1) - l10 * l10, 1e-12));
    double l21 = (r2.dot(c1) - l20 * l10) / l11;
    double l22 = Math.sqrt(Math.max(r2.dot(c2) - l20 * l20 - l21 * l21, 1e-8));
    return new double[] {l00, 0, 0, l10, l11, 0, l20, l21, l22};
  }
}
