package io.visavis.avatar.builtin.form;

/** Scalar shapes from which fields, outlines and colours are blended. */
public final class Smooth {
  private Smooth() {}

  public static double clamp(double x, double lo, double hi) {
    return Math.min(Math.max(x, lo), hi);
  }

  public static double lerp(double a, double b, double t) {
    return a + (b - a) * t;
  }

  /** 0 before {@code a}, 1 after {@code b}, a cubic between; falls where {@code a > b}. */
  public static double step(double a, double b, double x) {
    double t = clamp((x - a) / (b - a), 0, 1);
    return t * t * (3 - 2 * t);
  }

  /** exp(-(x/s)^2 / 2). */
  public static double bell(double x, double s) {
    double q = x / s;
    return Math.exp(-.5 * q * q);
  }

  /** The product of three bells about {@code c} with standard deviations {@code s}. */
  public static double bell(Vec p, Vec c, Vec s) {
    double x = (p.x() - c.x()) / s.x();
    double y = (p.y() - c.y()) / s.y();
    double z = (p.z() - c.z()) / s.z();
    return Math.exp(-.5 * (x * x + y * y + z * z));
  }

  /** Minimum of two distances, rounded over {@code k}: min - h^2 k/4, h = max(k - |a-b|, 0)/k. */
  public static double min(double a, double b, double k) {
    double h = Math.max(k - Math.abs(a - b), 0) / k;
    return Math.min(a, b) - h * h * k * .25;
  }

  /** Maximum of two distances, rounded over {@code k}. */
  public static double max(double a, double b, double k) {
    return -min(-a, -b, k);
  }

  /** |x| to the power of p, with zero for a base that is not positive. */
  public static double power(double base, double p) {
    return base <= 0 ? 0 : Math.pow(base, p);
  }
}
