package io.visavis.avatar.builtin.light;

import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.part.Splat;
import io.visavis.avatar.builtin.part.TriangleFrame;
import java.util.Arrays;
import java.util.List;

/**
 * The Gaussians on a posed mesh, as light sees them.
 *
 * @param at means
 * @param normal unit normals, smooth over the mesh
 * @param tangent unit directions along hairs, zero elsewhere
 * @param radius about one standard deviation
 */
public record PosedSplats(Vec[] at, Vec[] normal, Vec[] tangent, double[] radius) {

  /** Poses the splats on these vertices. */
  public static PosedSplats of(List<Splat> splats, List<int[]> triangles, Vec[] vertices) {
    Vec[] smooth = new Vec[vertices.length];
    Arrays.fill(smooth, Vec.ZERO);
    for (int[] t : triangles) {
      Vec a = vertices[t[0]];
      Vec n = vertices[t[1]].minus(a).cross(vertices[t[2]].minus(a));
      for (int v : t) {
        smooth[v] = smooth[v].plus(n);
      }
    }
    for (int v = 0; v < smooth.length; v++) {
      smooth[v] = smooth[v].unit();
    }
    int n = splats.size();
    PosedSplats posed = new PosedSplats(new Vec[n], new Vec[n], new Vec[n], new double[n]);
    for (int i = 0; i < n; i++) {
      posed.pose(i, splats.get(i), triangles, vertices, smooth);
    }
    return posed;
  }

  private void pose(int i, Splat splat, List<int[]> triangles, Vec[] vertices, Vec[] smooth) {
    int[] t = triangles.get(splat.triangle());
    TriangleFrame frame = TriangleFrame.of(vertices[t[0]], vertices[t[1]], vertices[t[2]]);
    Vec mu = splat.mean();
    at[i] = frame.point(mu);
    Vec own = splat.normal();
    if (own != null) {
      normal[i] = frame.direction(own).unit();
    } else {
      double b1 = 1 / 3.0 + mu.x();
      double b2 = 1 / 3.0 + mu.y();
      normal[i] =
          smooth[t[0]]
              .times(1 - b1 - b2)
              .plus(smooth[t[1]].times(b1))
              .plus(smooth[t[2]].times(b2))
              .unit();
    }
    Vec along = splat.tangent();
    tangent[i] = along == null ? Vec.ZERO : frame.direction(along).unit();
    double[] m = splat.factor();
    double trace = 0;
    for (int c = 0; c < 3; c++) {
      Vec column = frame.direction(Vec.of(m[c], m[3 + c], m[6 + c]));
      trace += column.dot(column);
    }
    radius[i] = Math.sqrt(trace);
  }
}
