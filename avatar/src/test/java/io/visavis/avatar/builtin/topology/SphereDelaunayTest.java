package io.visavis.avatar.builtin.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.builtin.form.Vec;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SphereDelaunayTest {
  @Test
  void shouldWrapPointsInTheirConvexHull() {
    Random random = new Random(4);
    Vec[] points = new Vec[300];
    for (int i = 0; i < points.length; i++) {
      points[i] =
          Vec.of(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()).unit();
    }

    int[][] triangles = SphereDelaunay.triangulate(points);

    assertThat(triangles).hasDimensions(2 * points.length - 4, 3); // Euler
    for (int[] t : triangles) {
      Vec a = points[t[0]];
      Vec outward = points[t[1]].minus(a).cross(points[t[2]].minus(a));
      for (Vec p : points) {
        assertThat(p.minus(a).dot(outward)).isLessThan(1e-12);
      }
    }
  }
}
