package io.visavis.avatar.builtin.corrective;

import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;

/**
 * A fold of the skin seen from the front: a line that is dark, between two ridges that are light.
 *
 * @param line [n] its corners; only x and y count
 * @param width standard deviation of the dark line, units of 10 cm
 * @param depth how dark it is, 0..1
 */
record Crease(Vec[] line, double width, double depth) {
  /** How far the ridges are from the line, in widths, and how light they are. */
  private static final double RIDGE = 2.4;

  private static final double RIDGE_LIGHT = .30;

  /** Towards its ends a fold runs out. */
  private static final double RUN_OUT = .22;

  static Crease of(double width, double depth, Vec... line) {
    return new Crease(line, width, depth);
  }

  /** How much darker the point is: 1 at most, negative on a ridge. */
  double at(Vec p) {
    double best = Double.MAX_VALUE;
    double place = 0;
    double length = 0;
    for (int i = 1; i < line.length; i++) {
      Vec a = line[i - 1];
      Vec b = line[i];
      double dx = b.x() - a.x();
      double dy = b.y() - a.y();
      double l2 = dx * dx + dy * dy;
      double t = Smooth.clamp(((p.x() - a.x()) * dx + (p.y() - a.y()) * dy) / l2, 0, 1);
      double d = Math.hypot(p.x() - a.x() - t * dx, p.y() - a.y() - t * dy);
      double l = Math.sqrt(l2);
      if (d < best) {
        best = d;
        place = length + t * l;
      }
      length += l;
    }
    double along = place / length;
    double strength = Smooth.step(0, RUN_OUT, along) * Smooth.step(1, 1 - RUN_OUT, along);
    return depth
        * strength
        * (Smooth.bell(best, width) - RIDGE_LIGHT * Smooth.bell(best - RIDGE * width, width));
  }
}
