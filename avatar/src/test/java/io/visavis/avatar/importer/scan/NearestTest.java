package io.visavis.avatar.importer.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tree beside looking at every triangle, each by steps towards its nearest point. */
class NearestTest {
  private static final double REACH = 0.5;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 5, 9, 64, 1000})
  void shouldFindTheNearestTriangle(int triangles) {
    SplittableRandom random = new SplittableRandom(triangles);
    float[] vertices = new float[9 * triangles];
    int[] corners = new int[3 * triangles];
    for (int i = 0; i < vertices.length; i++) {
      double middle = new SplittableRandom(i / 9 * 3 + i % 3).nextDouble(-1, 1);
      // Some have no area, and some are points.
      double size = i / 9 % 7 == 0 ? 0 : 0.1;
      vertices[i] = (float) (middle + size * random.nextDouble(-1, 1));
      corners[i / 3] = i / 3;
    }
    Nearest nearest = new Nearest(new SurfaceTree(vertices, corners));
    for (int trial = 0; trial < 200; trial++) {
      double[] p = {random.nextDouble(-2, 2), random.nextDouble(-2, 2), random.nextDouble(-2, 2)};
      double best = REACH;
      for (int t = 0; t < triangles; t++) {
        best = Math.min(best, distance(vertices, t, p));
      }
      int found = nearest.find(p, REACH);
      if (best >= REACH) {
        assertThat(found).isEqualTo(-1);
      } else {
        assertThat(nearest.distance()).isCloseTo(best, within(1e-6));
        assertThat(distance(vertices, found, p)).isCloseTo(best, within(1e-6));
        assertThat(Vector.length(Vector.minus(nearest.point(), p))).isCloseTo(best, within(1e-6));
      }
    }
  }

  /** The least distance over weights (u, v), which is convex: by ever smaller grids. */
  private static double distance(float[] vertices, int triangle, double[] p) {
    double[] a = Vector.at(vertices, 3 * triangle);
    double[] ab = Vector.minus(Vector.at(vertices, 3 * triangle + 1), a);
    double[] ac = Vector.minus(Vector.at(vertices, 3 * triangle + 2), a);
    double u = 0.3;
    double v = 0.3;
    double best = Double.POSITIVE_INFINITY;
    for (double step = 0.5; step > 1e-7; step *= 0.7) {
      double u0 = u;
      double v0 = v;
      for (int k = 0; k < 9; k++) {
        double s = Math.clamp(u0 + (k % 3 - 1) * step, 0.0, 1.0);
        double t = Math.clamp(v0 + (k / 3 - 1) * step, 0.0, 1 - s);
        double d = Vector.length(Vector.minus(Vector.plus(Vector.plus(a, ab, s), ac, t), p));
        if (d < best) {
          best = d;
          u = s;
          v = t;
        }
      }
    }
    return best;
  }
}
