package io.visavis.avatar.importer.paint;

import io.visavis.avatar.builtin.form.Vec;

/** A smooth line through points, seen from the front (Catmull and Rom's spline). */
final class Curve {
  private static final int STEPS = 10;

  private final Vec[] points;

  private Curve(Vec[] points) {
    this.points = points;
  }

  /** A line from the first point to the last. */
  static Curve open(Vec... through) {
    Vec[] out = new Vec[(through.length - 1) * STEPS + 1];
    for (int i = 0; i < out.length; i++) {
      int k = Math.min(i / STEPS, through.length - 2);
      out[i] =
          spline(
              through[Math.max(k - 1, 0)],
              through[k],
              through[k + 1],
              through[Math.min(k + 2, through.length - 1)],
              (double) i / STEPS - k);
    }
    return new Curve(out);
  }

  /** A line from the first point through all and back. */
  static Curve closed(Vec... through) {
    int n = through.length;
    Vec[] out = new Vec[n * STEPS];
    for (int i = 0; i < out.length; i++) {
      int k = i / STEPS;
      out[i] =
          spline(
              through[(k + n - 1) % n],
              through[k],
              through[(k + 1) % n],
              through[(k + 2) % n],
              (double) (i % STEPS) / STEPS);
    }
    return new Curve(out);
  }

  private static Vec spline(Vec a, Vec b, Vec c, Vec d, double t) {
    Vec out = b;
    out = out.plus(c.minus(a).times(.5 * t));
    out = out.plus(a.minus(b.times(2.5)).plus(c.times(2)).minus(d.times(.5)).times(t * t));
    return out.plus(d.minus(a).times(.5).plus(b.minus(c).times(1.5)).times(t * t * t));
  }

  /** The point at a part of an open line, 0..1. */
  Vec at(double part) {
    double s = Math.min(Math.max(part, 0), 1) * (points.length - 1);
    int i = Math.min((int) s, points.length - 2);
    return points[i].towards(points[i + 1], s - i);
  }

  /** The height of an open line at x, its end's height beyond its ends. */
  double height(double x) {
    double sign = points[points.length - 1].x() > points[0].x() ? 1 : -1;
    for (int i = 0; i + 1 < points.length; i++) {
      double a = sign * points[i].x();
      double b = sign * points[i + 1].x();
      if (sign * x <= b && b > a) {
        double t = Math.max((sign * x - a) / (b - a), 0);
        return points[i].y() + t * (points[i + 1].y() - points[i].y());
      }
    }
    return points[points.length - 1].y();
  }

  /** How far a point is from an open line, from the front. */
  double distance(Vec p) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i + 1 < points.length; i++) {
      least = Math.min(least, distance(p, points[i], points[i + 1]));
    }
    return least;
  }

  /** How far a point is outside a closed line, from the front; negative within. */
  double outside(Vec p) {
    double least = distance(p);
    least = Math.min(least, distance(p, points[points.length - 1], points[0]));
    boolean within = false;
    for (int i = 0, j = points.length - 1; i < points.length; j = i++) {
      Vec a = points[i];
      Vec b = points[j];
      if ((a.y() > p.y()) != (b.y() > p.y())
          && p.x() < (b.x() - a.x()) * (p.y() - a.y()) / (b.y() - a.y()) + a.x()) {
        within = !within;
      }
    }
    return within ? -least : least;
  }

  private static double distance(Vec p, Vec a, Vec b) {
    double ex = b.x() - a.x();
    double ey = b.y() - a.y();
    double length = Math.max(ex * ex + ey * ey, 1e-12);
    double t = Math.min(Math.max(((p.x() - a.x()) * ex + (p.y() - a.y()) * ey) / length, 0), 1);
    return Math.hypot(p.x() - a.x() - t * ex, p.y() - a.y() - t * ey);
  }
}
