package io.visavis.avatar.builtin.form;

import java.util.ArrayList;
import java.util.List;

/**
 * A solid made stroke by stroke: each one is joined to or carved from what is there, rounded over a
 * width. Symmetric: strokes see |x|.
 */
public final class Sculpture implements Solid {
  /** Changes the distance that the strokes before it gave. */
  private interface Stroke {
    double apply(double d, double x, double y, double z);
  }

  private static final double ARRIVED = 1e-6;

  private final List<Stroke> strokes = new ArrayList<>();

  /** Adds the solid, rounding the seam over {@code k}. */
  public Sculpture join(Solid solid, double k) {
    strokes.add((d, x, y, z) -> Smooth.min(d, solid.distance(x, y, z), k));
    return this;
  }

  /** Takes the solid away, rounding the edge over {@code k}. */
  public Sculpture carve(Solid solid, double k) {
    strokes.add((d, x, y, z) -> Smooth.max(d, -solid.distance(x, y, z), k));
    return this;
  }

  /** Sinks the surface by what {@code depth} gives; it is no solid, just a relief. */
  public Sculpture engrave(Solid depth) {
    strokes.add((d, x, y, z) -> d + depth.distance(x, y, z));
    return this;
  }

  @Override
  public double distance(double x, double y, double z) {
    double d = 10;
    double ax = Math.abs(x);
    for (Stroke stroke : strokes) {
      d = stroke.apply(d, ax, y, z);
    }
    return d;
  }

  public double distance(Vec p) {
    return distance(p.x(), p.y(), p.z());
  }

  /** The outward unit normal near {@code p}, by central differences. */
  public Vec normal(Vec p) {
    double e = .004;
    return new Vec(
            distance(p.x() + e, p.y(), p.z()) - distance(p.x() - e, p.y(), p.z()),
            distance(p.x(), p.y() + e, p.z()) - distance(p.x(), p.y() - e, p.z()),
            distance(p.x(), p.y(), p.z() + e) - distance(p.x(), p.y(), p.z() - e))
        .unit();
  }

  /** Where the ray from {@code origin} leaves the solid for good, found from outside inwards. */
  public Vec outermost(Vec origin, Vec direction, double far) {
    double t = far;
    for (int i = 0; i < 70; i++) {
      double d = distance(origin.plus(direction.times(t)));
      t = Math.max(t - Smooth.clamp(d, -.05, 1) * .8, .05);
      if (Math.abs(d) < ARRIVED) {
        break;
      }
    }
    return origin.plus(direction.times(t));
  }

  /** The point of the surface that a viewer straight in front sees at (x, y). */
  public Vec front(double x, double y) {
    double z = 1.25;
    for (int i = 0; i < 60; i++) {
      double d = distance(x, y, z);
      z -= Smooth.clamp(d, -.05, .3) * .7;
      if (Math.abs(d) < ARRIVED) {
        break;
      }
    }
    return new Vec(x, y, z);
  }

  /** Moves {@code p} out until it is at least {@code clearance} above the surface. */
  public Vec pushedOut(Vec p, double clearance) {
    Vec q = p;
    for (int i = 0; i < 3; i++) {
      double d = distance(q);
      if (d < clearance) {
        q = q.plus(normal(q).times(clearance - d));
      }
    }
    return q;
  }
}
