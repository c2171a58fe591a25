package io.visavis.avatar.importer.paint;

import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.part.TriangleFrame;

/**
 * What a lash rides on: of the skin around its root the triangle that keeps its shape best while
 * the eyes shut, and takes the root along with the margin of the lid. The margin's own triangles
 * fold up there, and would tear a lash into crumbs.
 */
final class LidRide {
  /** Units about a root in which a triangle is looked for, and the margin's way. */
  private static final double REACH = .08;

  private static final double MARGIN = .025;

  /** What a unit of distance, and of changed shape, count beside a unit of straying. */
  private static final double FAR = .1;

  private static final double BENT = .02;

  private static final Vec[] AXES = {Vec.of(1, 0, 0), Vec.of(0, 1, 0), Vec.of(0, 0, 1)};

  private final Surface skin;
  private final TriangleFrame[] open;
  private final TriangleFrame[] shut;

  /**
   * Looks at all of the skin.
   *
   * @param open its triangles while the eyes are open, by their number
   * @param shut and while they are shut
   */
  LidRide(Surface skin, TriangleFrame[] open, TriangleFrame[] shut) {
    this.skin = skin;
    this.open = open;
    this.shut = shut;
  }

  /** The triangle for a lash that grows at a point of the margin. */
  int triangle(Vec root) {
    Vec way = marginsWay(root);
    int best = skin.triangle(skin.nearest(root));
    double least = Double.POSITIVE_INFINITY;
    for (int i : skin.within(root, REACH)) {
      int t = skin.triangle(i);
      double stray = moved(t, root).distance(root.plus(way));
      double cost = stray + BENT * bent(t) + FAR * skin.point(i).distance(root);
      if (cost < least) {
        least = cost;
        best = t;
      }
    }
    return best;
  }

  /**
   * How far the margin goes here: the farthest that skin close by goes, for the other lid rests.
   */
  private Vec marginsWay(Vec root) {
    Vec way = Vec.ZERO;
    for (int i : skin.within(root, MARGIN)) {
      Vec p = skin.point(i);
      Vec d = moved(skin.triangle(i), p).minus(p);
      if (d.length() > way.length()) {
        way = d;
      }
    }
    return way;
  }

  private Vec moved(int triangle, Vec p) {
    return shut[triangle].point(open[triangle].local(p));
  }

  /** How far from stiff a triangle's movement is: the sum of |F^T F - 1|. */
  private double bent(int triangle) {
    Vec[] f = new Vec[AXES.length];
    for (int k = 0; k < f.length; k++) {
      f[k] = shut[triangle].direction(open[triangle].localDirection(AXES[k]));
    }
    double sum = 0;
    for (int i = 0; i < f.length; i++) {
      for (int j = 0; j < f.length; j++) {
        sum += Math.abs(f[i].dot(f[j]) - (i == j ? 1 : 0));
      }
    }
    return sum;
  }
}
