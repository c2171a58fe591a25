package io.visavis.avatar.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TriangleFramesTest {
  private static final int[] ONE = {0, 1, 2};

  @Test
  void shouldFollowTheEdgesOfAnAffineTriangle() {
    // A triangle in the plane z = 1, counter-clockwise seen from +z.
    double[] map = maps(Binding.AFFINE, 0, 0, 1, 2, 0, 1, 1, 3, 1);
    assertThat(map).containsExactly(new double[] {2, 1, 0, 0, 3, 0, 0, 0, 1, 1, 1, 1, 1}, EPS);
  }

  @Test
  void shouldKeepThicknessWhenAnAffineTriangleIsStretched() {
    double[] map = maps(Binding.AFFINE, 0, 0, 0, 20, 0, 0, 0, 30, 0);
    assertThat(map[8]).isEqualTo(1);
  }

  @Test
  void shouldGiveAScaledRotationForAFrame() {
    // Base 2 along x, height 3 along y: a0 = x, a1 = z, a2 = -y, scale 2.5.
    double[] map = maps(Binding.FRAME, 0, 0, 1, 2, 0, 1, 1, 3, 1);
    assertThat(map)
        .containsExactly(new double[] {2.5, 0, 0, 0, 0, -2.5, 0, 2.5, 0, 1, 1, 1, 1}, EPS);
  }

  @Test
  void shouldTurnButNotScaleTheMeansOfABarycentricTriangle() {
    // n0 = x, n1 = x cross (1, 3, 0) = z, n2 = n0 cross n1 = -y; edges of 2, root 10 and root 10.
    double[] map = maps(Binding.BARYCENTRIC, 0, 0, 1, 2, 0, 1, 1, 3, 1);
    double size = (2 + 2 * Math.sqrt(10)) / 3;
    assertThat(map).containsExactly(new double[] {1, 0, 0, 0, 0, -1, 0, 1, 0, 1, 1, 1, size}, EPS);
  }

  @Test
  void shouldGiveRightHandedOrthogonalFramesForAnyTriangle() {
    SplittableRandom random = new SplittableRandom(11);
    for (int n = 0; n < 200; n++) {
      double[] v = random.doubles(9, -1, 1).toArray();
      double[] a = maps(Binding.FRAME, v);
      double[] e = {v[3] - v[0], v[4] - v[1], v[5] - v[2]};
      double[] g = {v[6] - v[0], v[7] - v[1], v[8] - v[2]};
      double base = Math.sqrt(dot(e, e));
      double height = Math.sqrt(dot(cross(e, g), cross(e, g))) / base;
      double scale = (base + height) / 2;
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          assertThat(dot(column(a, i), column(a, j)))
              .isCloseTo(i == j ? scale * scale : 0, within(1e-9));
        }
      }
      assertThat(dot(cross(column(a, 0), column(a, 1)), column(a, 2)))
          .isCloseTo(scale * scale * scale, within(1e-9));
    }
  }

  @Test
  void shouldStayFiniteForATriangleWithoutArea() {
    for (Binding binding : Binding.values()) {
      assertThat(maps(binding, 1, 1, 1, 1, 1, 1, 1, 1, 1)).doesNotContain(Double.NaN);
      assertThat(maps(binding, 0, 0, 0, 1, 1, 1, 2, 2, 2)).doesNotContain(Double.NaN);
    }
  }

  @Test
  void shouldRoundTheSameMapsToFloats() {
    float[] v = {0.1f, 0.2f, 0.3f, 0.15f, 0.2f, 0.31f, 0.12f, 0.26f, 0.29f};
    double[] wide = new double[9];
    for (int i = 0; i < 9; i++) {
      wide[i] = v[i];
    }
    for (Binding binding : Binding.values()) {
      float[] out = new float[TriangleFrames.STRIDE];
      new TriangleFrames(binding, ONE).compute(v, out);
      double[] exact = maps(binding, wide);
      for (int i = 0; i < out.length; i++) {
        assertThat(out[i]).isEqualTo((float) exact[i]);
      }
    }
  }

  private static final org.assertj.core.data.Offset<Double> EPS = within(1e-12);

  private static double[] maps(Binding binding, double... vertices) {
    double[] out = new double[TriangleFrames.STRIDE];
    new TriangleFrames(binding, ONE).compute(vertices, out);
    return out;
  }

  private static double[] column(double[] map, int c) {
    return new double[] {map[c], map[3 + c], map[6 + c]};
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }
}
