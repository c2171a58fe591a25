package io.visavis.avatar.builtin.form;

/** A solid as a signed distance in units of 10 cm: negative inside. */
@FunctionalInterface
public interface Solid {
  double distance(double x, double y, double z);

  /** An ellipsoid; the distance is the usual first-order estimate. */
  static Solid ellipsoid(double cx, double cy, double cz, double rx, double ry, double rz) {
    double ix = 1 / rx;
    double iy = 1 / ry;
    double iz = 1 / rz;
    return (x, y, z) -> {
      double ax = (x - cx) * ix;
      double ay = (y - cy) * iy;
      double az = (z - cz) * iz;
      double k0 = Math.sqrt(ax * ax + ay * ay + az * az);
      double bx = ax * ix;
      double by = ay * iy;
      double bz = az * iz;
      double k1 = Math.sqrt(bx * bx + by * by + bz * bz);
      return k0 * (k0 - 1) / Math.max(k1, 1e-9);
    };
  }

  /** A capsule from {@code a} to {@code b} whose radius goes from {@code ra} to {@code rb}. */
  static Solid capsule(Vec a, Vec b, double ra, double rb) {
    Vec ab = b.minus(a);
    double inverse = 1 / ab.dot(ab);
    return (x, y, z) -> {
      double px = x - a.x();
      double py = y - a.y();
      double pz = z - a.z();
      double t = Smooth.clamp((px * ab.x() + py * ab.y() + pz * ab.z()) * inverse, 0, 1);
      double dx = px - t * ab.x();
      double dy = py - t * ab.y();
      double dz = pz - t * ab.z();
      return Math.sqrt(dx * dx + dy * dy + dz * dz) - (ra + (rb - ra) * t);
    };
  }
}
