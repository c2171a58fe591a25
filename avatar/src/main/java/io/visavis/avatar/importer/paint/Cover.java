package io.visavis.avatar.importer.paint;

import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.part.Material;
import io.visavis.avatar.builtin.part.Splat;
import io.visavis.avatar.builtin.part.SplatDraft;
import io.visavis.avatar.builtin.topology.MeshDraft;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Flat Gaussians that cover triangles: one a triangle or quad where they are small, else n x n of
 * them, on the n^2 like triangles into which it can be cut.
 */
final class Cover {
  /** How far neighbours overlap: covariance = SPREAD / 12 sum of (v - c)(v - c)^T. */
  private static final double SPREAD = 5.2;

  private static final double THICKNESS = .004;
  private static final int FINEST = 6;

  /** Squares of a unit; less has no direction. */
  private static final double FLAT = 1e-9;

  /** How a surface looks at a point. */
  record Look(Material material, Vec albedo, double opacity, double gloss) {}

  /** What a point of a triangle looks like. */
  @FunctionalInterface
  interface Paint {
    Look at(int triangle, Vec p);
  }

  private final Canvas canvas;
  private final MeshDraft mesh;
  private final ToDoubleFunction<Vec> detail;

  /**
   * A cover.
   *
   * @param detail the longest side of what one Gaussian covers at a point of the skin
   */
  Cover(Canvas canvas, MeshDraft mesh, ToDoubleFunction<Vec> detail) {
    this.canvas = canvas;
    this.mesh = mesh;
    this.detail = detail;
  }

  /** Adds Gaussians, at most so many; coarser ones if there would be more. */
  void add(SplatDraft splats, Paint paint, int most) {
    double coarser = 1;
    while (count(coarser) > most && coarser < 64) {
      coarser *= 1.12;
    }
    List<Splat> out = splats.splats();
    for (int f = 0; f < mesh.triangles().size(); f++) {
      int n = cuts(f, coarser);
      if (n == 1 && isQuad(f, coarser)) {
        quad(out, f++, paint);
      } else if (n > 0) {
        cut(out, f, n, paint);
      }
    }
  }

  private int count(double coarser) {
    int sum = 0;
    for (int f = 0; f < mesh.triangles().size(); f++) {
      int n = cuts(f, coarser);
      sum += n * n;
      f += n == 1 && isQuad(f, coarser) ? 1 : 0;
    }
    return sum;
  }

  private boolean isQuad(int f, double coarser) {
    return canvas.quads()[f] && cuts(f + 1, coarser) == 1;
  }

  /** Into how many parts each side of a triangle is cut; 0 where nothing is drawn. */
  private int cuts(int f, double coarser) {
    Vec a = corner(f, 0);
    Vec b = corner(f, 1);
    Vec c = corner(f, 2);
    if (canvas.regions()[f] == Region.HIDDEN || b.minus(a).cross(c.minus(a)).length() < 2 * FLAT) {
      return 0;
    }
    double longest = Math.max(Math.max(a.distance(b), b.distance(c)), c.distance(a));
    Vec middle = a.plus(b).plus(c).times(1 / 3.0);
    double target = side(f, middle) * coarser;
    return (int) Math.min(Math.max(Math.ceil(longest / target - .15), 1), FINEST);
  }

  private double side(int f, Vec p) {
    return switch (canvas.regions()[f]) {
      case EYE -> detail.applyAsDouble(p);
      case TEETH, TEETH_STRIP, LASH -> .022;
      case GUM, TONGUE, MOUTH -> .05;
      default -> detail.applyAsDouble(p);
    };
  }

  private Vec corner(int f, int k) {
    return mesh.position(mesh.triangles().get(f)[k]);
  }

  /** One Gaussian over a quad, in the frame of its first triangle. */
  private void quad(List<Splat> out, int f, Paint paint) {
    double k = SPREAD / 12;
    // Sides ab = (1, 0) and bc = (-1, 1); its middle is that of the diagonal ac.
    put(out, f, -1 / 3.0, 1 / 6.0, 2 * k, -k, k, paint);
  }

  private void cut(List<Splat> out, int f, int n, Paint paint) {
    double k = SPREAD / 12 / n / n;
    for (int i = 0; i < n; i++) {
      for (int j = 0; i + j < n; j++) {
        put(out, f, (i + 1 / 3.0) / n - 1 / 3.0, (j + 1 / 3.0) / n - 1 / 3.0, k, paint);
        if (i + j + 1 < n) {
          put(out, f, (i + 2 / 3.0) / n - 1 / 3.0, (j + 2 / 3.0) / n - 1 / 3.0, k, paint);
        }
      }
    }
  }

  private void put(List<Splat> out, int f, double x, double y, double k, Paint paint) {
    put(out, f, x, y, k * 2 / 3, -k / 3, k * 2 / 3, paint);
  }

  /** A Gaussian with the local mean (x, y) and the local covariance (xx, xy; xy, yy). */
  private void put(
      List<Splat> out, int f, double x, double y, double xx, double xy, double yy, Paint paint) {
    Vec a = corner(f, 0);
    Vec b = corner(f, 1).minus(a);
    Vec c = corner(f, 2).minus(a);
    Vec p = a.plus(b.times(1 / 3.0 + x)).plus(c.times(1 / 3.0 + y));
    Look look = paint.at(f, p);
    double l0 = Math.sqrt(xx);
    double l1 = xy / l0;
    double[] factor = {l0, 0, 0, l1, Math.sqrt(yy - l1 * l1), 0, 0, 0, THICKNESS};
    out.add(
        new Splat(
            f,
            p,
            Vec.of(x, y, 0),
            factor,
            null,
            null,
            look.albedo(),
            look.opacity(),
            look.gloss(),
            look.material()));
  }
}
