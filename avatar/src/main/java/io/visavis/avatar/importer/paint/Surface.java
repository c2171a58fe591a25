package io.visavis.avatar.importer.paint;

import io.visavis.avatar.builtin.form.NearestPoint;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.part.Splat;
import io.visavis.avatar.builtin.topology.MeshDraft;
import java.util.Arrays;
import java.util.List;

/** The skin as its Gaussians have it: where it is nearest, which way it faces, what carries it. */
final class Surface {
  private static final double CELL = .06;

  private final Vec[] points;
  private final Vec[] normals;
  private final int[] triangles;
  private final NearestPoint nearest;

  /**
   * A surface.
   *
   * @param skin Gaussians on it, at least one
   */
  Surface(MeshDraft mesh, List<Splat> skin) {
    Vec[] smooth = new Vec[mesh.nodes().size()];
    Arrays.fill(smooth, Vec.ZERO);
    for (int[] t : mesh.triangles()) {
      Vec a = mesh.position(t[0]);
      Vec across = mesh.position(t[1]).minus(a).cross(mesh.position(t[2]).minus(a));
      for (int v : t) {
        smooth[v] = smooth[v].plus(across);
      }
    }
    points = new Vec[skin.size()];
    normals = new Vec[points.length];
    triangles = new int[points.length];
    for (int i = 0; i < points.length; i++) {
      Splat s = skin.get(i);
      int[] t = mesh.triangles().get(s.triangle());
      double b1 = 1 / 3.0 + s.mean().x();
      double b2 = 1 / 3.0 + s.mean().y();
      points[i] = s.neutral();
      normals[i] =
          smooth[t[0]]
              .unit()
              .times(1 - b1 - b2)
              .plus(smooth[t[1]].unit().times(b1))
              .plus(smooth[t[2]].unit().times(b2))
              .unit();
      triangles[i] = s.triangle();
    }
    nearest = new NearestPoint(points, CELL);
  }

  int size() {
    return points.length;
  }

  int nearest(Vec p) {
    return nearest.to(p);
  }

  /** The points up to {@code reach} away. */
  List<Integer> within(Vec p, double reach) {
    return nearest.within(p, (int) Math.ceil(reach / CELL)).stream()
        .filter(i -> points[i].distance(p) <= reach)
        .toList();
  }

  Vec point(int i) {
    return points[i];
  }

  Vec normal(int i) {
    return normals[i];
  }

  int triangle(int i) {
    return triangles[i];
  }

  /** A point at least so high above the surface. */
  Vec lifted(Vec p, double height) {
    int i = nearest(p);
    double d = p.minus(points[i]).dot(normals[i]);
    return d < height ? p.plus(normals[i].times(height - d)) : p;
  }
}
