package io.visavis.avatar.corrective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.TestAvatars;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.Binding;
import io.visavis.avatar.rig.CloudPoser;
import io.visavis.avatar.rig.HeadMesh;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Two triangles; Gaussian 0 rides on the second, Gaussians 1 and 2 on the first. */
class CorrectorTest {
  private static final Offset<Double> CLOSE = within(1e-7);
  private static final double HALF = Math.sqrt(0.5);

  private final HeadMesh mesh =
      new HeadMesh(
          new float[] {0, 0, 0, 2, 0, 0, 0, 3, 0, 1, 1, 1},
          new int[] {0, 1, 2, 0, 2, 3},
          List.of(),
          new float[15],
          new float[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0});

  private final GaussianCloud cloud =
      new GaussianCloud(
          Binding.AFFINE,
          new int[] {1, 0, 0},
          new float[][] {{0.1f, 0.2f, 0.3f}, {0, 0, 0}, {0.5f, 0.5f, 0.5f}},
          // Axes along x, y and z with deviations 1, 2 and 3; Gaussian 1 is flat.
          new float[][] {
            {1, 1, 1}, {0, 0, 0}, {0, 0, 0}, //
            {0, 0, 0}, {2, 2, 2}, {0, 0, 0}, //
            {0, 0, 0}, {0, 0, 0}, {3, 0, 3}
          },
          new float[] {0.5f, 0, 1},
          new float[][] {{0.1f, 0.2f, 0.3f}, {0.4f, 0.5f, 0.6f}, {0.7f, 0.8f, 0.9f}});

  @Test
  void shouldAddToLocalMeansByTheirCoefficients() {
    // Two rows: the first moves Gaussian 0 by (1, 2, 3), the second Gaussian 2 by (4, 5, 6).
    float[] rows = {1, 0, 0, 2, 0, 0, 3, 0, 0, 0, 0, 4, 0, 0, 5, 0, 0, 6};
    Corrector corrector = corrector(CorrectiveTarget.POSITION_LOCAL, rows, 0.5f, -1);
    assertMean(corrector, 0, 0.1 + 0.5, 0 + 1, 0.5 + 1.5);
    assertMean(corrector, 1, 0.2, 0, 0.5);
    assertMean(corrector, 2, 0.3 - 4, -5, 0.5 - 6);
  }

  @Test
  void shouldAddToWorldMeansAfterTheTrianglesMap() {
    float[] rows = {0, 1, 0, 0, 2, 0, 0, 3, 0};
    double[] rest = world(Correctives.NONE, 1);
    double[] moved = world(basis(CorrectiveTarget.POSITION_WORLD, false, rows), 1, 0.5f);
    assertThat(moved[0] - rest[0]).isCloseTo(0.5, CLOSE);
    assertThat(moved[1] - rest[1]).isCloseTo(1, CLOSE);
    assertThat(moved[2] - rest[2]).isCloseTo(1.5, CLOSE);
    // A local mean goes through the map: (1, 2, 3) along edges of 2 and 3 and the normal.
    moved = world(basis(CorrectiveTarget.POSITION_LOCAL, false, rows), 1, 0.5f);
    assertThat(moved[0] - rest[0]).isCloseTo(1, CLOSE);
    assertThat(moved[1] - rest[1]).isCloseTo(3, CLOSE);
    assertThat(moved[2] - rest[2]).isCloseTo(1.5, CLOSE);
  }

  @Test
  void shouldMoveAllGaussiansOfATriangleAlike() {
    // RSATalker eq. 7: one offset c an anchor. Triangle 0 moves by (.1, .2, .3), triangle 1 by x.
    float[] perTriangle = {0.1f, 1, 0.2f, 0, 0.3f, 0};
    Correctives shared = basis(CorrectiveTarget.POSITION_WORLD, true, perTriangle);
    for (int i : new int[] {1, 2}) {
      double[] rest = world(Correctives.NONE, i);
      double[] moved = world(shared, i, 2);
      assertThat(moved[0] - rest[0]).isCloseTo(0.2, CLOSE);
      assertThat(moved[1] - rest[1]).isCloseTo(0.4, CLOSE);
      assertThat(moved[2] - rest[2]).isCloseTo(0.6, CLOSE);
    }
    assertThat(world(shared, 0, 2)[0] - world(Correctives.NONE, 0)[0]).isCloseTo(2, CLOSE);
  }

  @Test
  void shouldTurnAGaussianByAMultipliedQuaternion() {
    // 1 + d = (1, 0, 0, 1): a quarter turn about z takes the axes x and y to y and -x.
    Corrector corrector =
        corrector(CorrectiveTarget.ROTATION, new float[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0}, 1);
    assertFactor(corrector, 0, 0, -2, 0, 1, 0, 0, 0, 0, 3);
    assertFactor(corrector, 1, 1, 0, 0, 0, 2, 0, 0, 0, 0);
    // A quaternion without length does not turn: 1 + d = 0.
    corrector =
        corrector(CorrectiveTarget.ROTATION, new float[] {-1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 1);
    assertFactor(corrector, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3);
  }

  @Test
  void shouldTakeAnAddedQuaternionAsAMultipliedOne() {
    // The Gaussian is turned by r = a quarter about x, and a basis adds d' to r, before it is
    // normalised. The same by d = r^-1 d', r^-1 being r's conjugate.
    double[] r = {HALF, HALF, 0, 0};
    double[] added = {0.1, -0.3, 0.7, 0.2};
    double[] multiplied = product(new double[] {r[0], -r[1], -r[2], -r[3]}, added);
    double[][] before = rotation(r);
    float[] rows = new float[12];
    for (int c = 0; c < 4; c++) {
      rows[3 * c] = (float) multiplied[c];
    }
    for (int row = 0; row < 3; row++) {
      for (int k = 0; k < 3; k++) {
        cloud.factor()[3 * row + k][0] = (float) (before[row][k] * (k + 1));
      }
    }
    double[] factor = new double[9];
    corrector(CorrectiveTarget.ROTATION, rows, 0.6f).factor(0, factor);
    double[] sum = new double[4];
    for (int c = 0; c < 4; c++) {
      sum[c] = r[c] + 0.6f * added[c];
    }
    double[][] after = rotation(sum);
    for (int i = 0; i < 9; i++) {
      assertThat(factor[i]).isCloseTo(after[i / 3][i % 3] * (i % 3 + 1), within(1e-6));
    }
  }

  @Test
  void shouldScaleBeforeOrAfterTheActivation() {
    float[] rows = {1, 0, 0, -0.5f, 0, 0, 0, 1, 0};
    double[] axes = {Math.exp(2), 0, 0, 0, 2 * Math.exp(-1), 0, 0, 0, 3};
    assertFactor(corrector(CorrectiveTarget.SCALE_LOG, rows, 2), 0, axes);
    assertFactor(corrector(CorrectiveTarget.SCALE_LINEAR, rows, 2), 0, 3, 0, 0, 0, 1, 0, 0, 0, 3);
    // Never below nothing; and what is flat has no direction to grow in.
    assertFactor(corrector(CorrectiveTarget.SCALE_LINEAR, rows, 9), 0, 10, 0, 0, 0, 0, 0, 0, 0, 3);
    assertFactor(corrector(CorrectiveTarget.SCALE_LINEAR, rows, 2), 1, 1, 0, 0, 0, 2, 0, 0, 0, 0);
  }

  @Test
  void shouldNotBlowUpByScales() {
    Corrector corrector =
        corrector(CorrectiveTarget.SCALE_LOG, new float[] {1e6f, 0, 0, 0, 0, 0, 0, 1e6f, 0}, 100);
    assertFactor(corrector, 0, Math.exp(30), 0, 0, 0, 2, 0, 0, 0, 3);
    assertFactor(corrector, 1, 1, 0, 0, 0, 2, 0, 0, 0, 0);
  }

  @Test
  void shouldChangeOpacityBeforeOrAfterTheActivation() {
    float[] rows = {0.4f, 0.4f, 0.4f};
    Corrector logit = corrector(CorrectiveTarget.OPACITY_LOGIT, rows, 2);
    assertThat(logit.opacity(0)).isCloseTo(1 / (1 + Math.exp(-0.8)), CLOSE);
    assertThat(logit.opacity(1)).isZero();
    assertThat(logit.opacity(2)).isEqualTo(1);
    Corrector linear = corrector(CorrectiveTarget.OPACITY_LINEAR, rows, 0.5f);
    assertThat(linear.opacity(0)).isCloseTo(0.7, CLOSE);
    assertThat(linear.opacity(1)).isCloseTo(0.2, CLOSE);
    assertThat(linear.opacity(2)).isEqualTo(1);
    assertThat(corrector(CorrectiveTarget.OPACITY_LINEAR, rows, -5).opacity(0)).isZero();
  }

  @Test
  void shouldGiveOpacitiesForAnyLogit() {
    float[] rows = {1e6f, 1e6f, 1e6f};
    for (float gamma : new float[] {-100, 100}) {
      Corrector corrector = corrector(CorrectiveTarget.OPACITY_LOGIT, rows, gamma);
      assertThat(corrector.opacity(0)).isEqualTo(gamma > 0 ? 1 : 0);
      assertThat(corrector.opacity(1)).isZero();
      assertThat(corrector.opacity(2)).isEqualTo(1);
    }
  }

  @Test
  void shouldAddToColours() {
    float[] rows = {0, 0.5f, 0, 0, 0.25f, 0, 0, -1, 0};
    double[] rgb = new double[3];
    corrector(CorrectiveTarget.COLOUR, rows, 2).colour(1, rgb);
    assertThat(rgb).containsExactly(new double[] {1.2, 1, -1.2}, CLOSE);
  }

  @Test
  void shouldMakeBadCoefficientsHarmless() {
    float[] rows = {0, 1, 0, 0, 0, 0, 0, 0, 0};
    double[] rgb = new double[3];
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      corrector(CorrectiveTarget.COLOUR, rows, bad).colour(1, rgb);
      assertThat(rgb[0]).isCloseTo(0.2, CLOSE);
    }
    corrector(CorrectiveTarget.COLOUR, rows, -1000).colour(1, rgb);
    assertThat(rgb[0]).isCloseTo(0.2 - 100, within(1e-6));
  }

  @Test
  void shouldAddUpBasesThatShareCoefficients() {
    CorrectiveBasis own =
        new CorrectiveBasis(
            CorrectiveTarget.COLOUR, false, 1, new float[] {1, 0, 0, 0, 0, 0, 0, 0, 0});
    CorrectiveBasis shared =
        new CorrectiveBasis(CorrectiveTarget.COLOUR, true, 0, new float[] {0, 3, 0, 0, 0, 0});
    Corrector corrector =
        new Corrector(avatar(new Correctives(List.of("a", "b"), List.of(own, shared))));
    corrector.take(new float[] {10, 2});
    double[] rgb = new double[3];
    corrector.colour(0, rgb);
    assertThat(rgb[0]).isCloseTo(0.1 + 2 * 1 + 10 * 3, within(1e-6));
    corrector.colour(1, rgb);
    assertThat(rgb[0]).isCloseTo(0.2, CLOSE);
  }

  private static Correctives basis(CorrectiveTarget target, boolean shared, float[] rows) {
    return new Correctives(
        List.of("a", "b"), List.of(new CorrectiveBasis(target, shared, 0, rows)));
  }

  private Avatar avatar(Correctives correctives) {
    return TestAvatars.of(MotionSpace.ARKIT, mesh, cloud, correctives);
  }

  private Corrector corrector(CorrectiveTarget target, float[] rows, float... gamma) {
    Corrector corrector = new Corrector(avatar(basis(target, false, rows)));
    corrector.take(Arrays.copyOf(gamma, 2));
    return corrector;
  }

  private double[] world(Correctives correctives, int i, float... gamma) {
    CloudPoser poser = new CloudPoser(avatar(correctives));
    poser.pose(new float[MotionSpace.ARKIT.size()], Arrays.copyOf(gamma, correctives.size()));
    double[] out = new double[3];
    poser.mean(i, out);
    return out;
  }

  private static void assertMean(Corrector corrector, int i, double... expected) {
    double[] mean = new double[3];
    corrector.mean(i, mean);
    assertThat(mean).containsExactly(expected, CLOSE);
  }

  private static void assertFactor(Corrector corrector, int i, double... expected) {
    double[] factor = new double[9];
    corrector.factor(i, factor);
    for (int k = 0; k < 9; k++) {
      assertThat(factor[k]).isCloseTo(expected[k], within(1e-7 * (1 + Math.abs(expected[k]))));
    }
  }

  /** Hamilton's product of quaternions (w, x, y, z). */
  private static double[] product(double[] a, double[] b) {
    return new double[] {
      a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3],
      a[0] * b[1] + a[1] * b[0] + a[2] * b[3] - a[3] * b[2],
      a[0] * b[2] - a[1] * b[3] + a[2] * b[0] + a[3] * b[1],
      a[0] * b[3] + a[1] * b[2] - a[2] * b[1] + a[3] * b[0]
    };
  }

  /** The images of the three axes under q v q*, q normalised, as columns. */
  private static double[][] rotation(double[] q) {
    double n = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
    double[] unit = {q[0] / n, q[1] / n, q[2] / n, q[3] / n};
    double[] conjugate = {unit[0], -unit[1], -unit[2], -unit[3]};
    double[][] out = new double[3][3];
    for (int k = 0; k < 3; k++) {
      double[] axis = new double[4];
      axis[k + 1] = 1;
      double[] image = product(product(unit, axis), conjugate);
      for (int r = 0; r < 3; r++) {
        out[r][k] = image[r + 1];
      }
    }
    return out;
  }
}
