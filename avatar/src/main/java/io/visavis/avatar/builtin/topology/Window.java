package io.visavis.avatar.builtin.topology;

import io.visavis.avatar.builtin.form.Vec;
import java.util.List;

/**
 * The directions inside a closed loop on the unit sphere, such as an eye: a polygon in the plane
 * that touches the sphere at the loop's middle.
 */
final class Window {
  private final Vec middle;
  private final Vec right;
  private final Vec up;
  private final double[] xs;
  private final double[] ys;

  private Window(Vec middle, Vec right, Vec up, double[] xs, double[] ys) {
    this.middle = middle;
    this.right = right;
    this.up = up;
    this.xs = xs;
    this.ys = ys;
  }

  /** The window of a loop, made 5% larger about its middle. */
  static Window of(List<Vec> loop) {
    Vec middle = loop.stream().reduce(Vec.ZERO, Vec::plus).unit();
    Vec right = middle.cross(Vec.of(0, 1, 0)).unit();
    Vec up = middle.cross(right);
    double[] xs = loop.stream().mapToDouble(d -> d.dot(right) / d.dot(middle)).toArray();
    double[] ys = loop.stream().mapToDouble(d -> d.dot(up) / d.dot(middle)).toArray();
    enlarge(xs);
    enlarge(ys);
    return new Window(middle, right, up, xs, ys);
  }

  private static void enlarge(double[] v) {
    double mean = 0;
    for (double x : v) {
      mean += x / v.length;
    }
    for (int i = 0; i < v.length; i++) {
      v[i] = (v[i] - mean) * 1.05 + mean;
    }
  }

  /**
   * Whether the unit vector is inside; a ray to one side crosses the loop an odd number of times.
   */
  boolean contains(Vec d) {
    double z = d.dot(middle);
    if (z < .3) {
      return false;
    }
    double x = d.dot(right) / z;
    double y = d.dot(up) / z;
    boolean inside = false;
    for (int i = 0, j = xs.length - 1; i < xs.length; j = i++) {
      if (ys[i] > y != ys[j] > y && x < (xs[j] - xs[i]) * (y - ys[i]) / (ys[j] - ys[i]) + xs[i]) {
        inside = !inside;
      }
    }
    return inside;
  }
}
