package io.visavis.avatar.builtin.light;

import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import java.util.Arrays;
import java.util.stream.IntStream;

/** How much of a distant light each point sees, by depth maps of discs, one map a direction. */
final class Visibility {
  private static final int SIZE = 220;
  private static final double EXTENT = 2.6;
  private static final double SOFT = .05; // depth over which a shadow comes in

  private Visibility() {}

  /**
   * Looks from every point in every direction.
   *
   * @param discs what keeps light away
   * @param radius [discs] their radii
   * @param points from where
   * @param bias [points] how much nearer a disc must be to count
   * @param directions unit vectors to the lights
   * @return [directions][points] 0 dark to 1 lit
   */
  static float[][] of(Vec[] discs, double[] radius, Vec[] points, double[] bias, Vec[] directions) {
    return IntStream.range(0, directions.length)
        .parallel()
        .mapToObj(k -> along(discs, radius, points, bias, directions[k]))
        .toArray(float[][]::new);
  }

  private static float[] along(Vec[] discs, double[] radius, Vec[] points, double[] bias, Vec d) {
    Vec helper = Math.abs(d.y()) < .9 ? Vec.of(0, 1, 0) : Vec.of(1, 0, 0);
    Vec u = helper.cross(d).unit();
    Vec v = d.cross(u);
    double scale = SIZE / (2 * EXTENT);
    double[] depth = new double[SIZE * SIZE];
    Arrays.fill(depth, -1e9);
    for (int i = 0; i < discs.length; i++) {
      double x = (discs[i].dot(u) + EXTENT) * scale;
      double y = (discs[i].dot(v) + EXTENT) * scale;
      double z = discs[i].dot(d);
      double r = radius[i] * scale;
      int x0 = Math.max((int) Math.floor(x - r), 0);
      int x1 = Math.min((int) Math.floor(x + r), SIZE - 1);
      int y0 = Math.max((int) Math.floor(y - r), 0);
      int y1 = Math.min((int) Math.floor(y + r), SIZE - 1);
      for (int b = y0; b <= y1; b++) {
        for (int a = x0; a <= x1; a++) {
          depth[b * SIZE + a] = Math.max(depth[b * SIZE + a], z);
        }
      }
    }
    float[] seen = new float[points.length];
    for (int i = 0; i < points.length; i++) {
      int x = (int) Math.floor((points[i].dot(u) + EXTENT) * scale);
      int y = (int) Math.floor((points[i].dot(v) + EXTENT) * scale);
      double z = points[i].dot(d) + bias[i];
      double sum = 0;
      for (int b = y - 1; b <= y + 1; b++) {
        for (int a = x - 1; a <= x + 1; a++) {
          boolean outside = a < 0 || b < 0 || a >= SIZE || b >= SIZE;
          double before = outside ? 0 : depth[b * SIZE + a] - z;
          sum += Smooth.clamp(1 - before / SOFT, 0, 1);
        }
      }
      seen[i] = (float) (sum / 9);
    }
    return seen;
  }
}
