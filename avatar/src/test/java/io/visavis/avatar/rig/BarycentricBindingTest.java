package io.visavis.avatar.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.Harmonics;
import io.visavis.avatar.TestAvatars;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.corrective.Correctives;
import io.visavis.avatar.motion.MotionSpace;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Equations 11 to 15 of GaussianTalker, written down once more. */
class BarycentricBindingTest {
  @RepeatedTest(20)
  void shouldPlaceGaussiansAsGaussianTalkerDoes(RepetitionInfo run) {
    SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
    float[] v = floats(random, 9);
    float[] eta = {(float) random.nextDouble(), (float) random.nextDouble(), 0};
    eta[2] = 1 - eta[0] - eta[1];
    float[] mean = floats(random, 3);
    float[] factor = floats(random, 9);
    CloudPoser poser = new CloudPoser(avatar(v, eta, mean, factor));
    poser.pose(new float[MotionSpace.ARKIT.size()], new float[0]);

    Vec v0 = Vec.of(v[0], v[1], v[2]);
    Vec v1 = Vec.of(v[3], v[4], v[5]);
    Vec v2 = Vec.of(v[6], v[7], v[8]);
    Vec e01 = v1.minus(v0);
    Vec e02 = v2.minus(v0);
    Vec e12 = v2.minus(v1);
    Vec n0 = e01.times(1 / e01.length());
    Vec normal = e01.cross(e02);
    Vec n1 = normal.times(1 / normal.length());
    Vec n2 = n0.cross(n1);
    Vec p = v0.times(eta[0]).plus(v1.times(eta[1])).plus(v2.times(eta[2]));
    double size = (e01.length() + e02.length() + e12.length()) / 3;

    Vec u = n0.times(mean[0]).plus(n1.times(mean[1])).plus(n2.times(mean[2])).plus(p);
    double[] posed = new double[3];
    poser.mean(0, posed);
    assertVec(posed[0], posed[1], posed[2], u);
    double[] m = new double[9];
    poser.factor(0, m);
    for (int k = 0; k < 3; k++) {
      Vec axis = n0.times(factor[k]).plus(n1.times(factor[3 + k])).plus(n2.times(factor[6 + k]));
      assertVec(m[k], m[3 + k], m[6 + k], axis.times(size));
    }
  }

  private static Avatar avatar(float[] vertices, float[] eta, float[] mean, float[] factor) {
    HeadMesh mesh =
        new HeadMesh(
            vertices,
            new int[] {0, 1, 2},
            List.of(),
            new float[15],
            new float[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0});
    GaussianCloud cloud =
        new GaussianCloud(
            Binding.BARYCENTRIC,
            new int[1],
            columns(eta),
            columns(mean),
            columns(factor),
            new float[] {1},
            new float[3][1],
            Harmonics.NONE);
    return TestAvatars.of(MotionSpace.ARKIT, mesh, cloud, Correctives.NONE);
  }

  private static float[][] columns(float[] values) {
    float[][] out = new float[values.length][];
    for (int i = 0; i < values.length; i++) {
      out[i] = new float[] {values[i]};
    }
    return out;
  }

  private static void assertVec(double x, double y, double z, Vec expected) {
    assertThat(x).isCloseTo(expected.x(), within(1e-6));
    assertThat(y).isCloseTo(expected.y(), within(1e-6));
    assertThat(z).isCloseTo(expected.z(), within(1e-6));
  }

  private static float[] floats(SplittableRandom random, int n) {
    float[] out = new float[n];
    for (int i = 0; i < n; i++) {
      out[i] = (float) random.nextDouble(-1, 1);
    }
    return out;
  }
}
