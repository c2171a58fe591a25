package io.visavis.avatar.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.visavis.avatar.motion.MotionSpace;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Motion of the space flame. */
class FlamePoseTest {
  private static final Offset<Double> CLOSE = within(1e-7);
  private static final double NECK_Y = -0.1;
  private static final double JAW_Y = -0.03;

  private final float[] motion = new float[MotionSpace.FLAME.size()];

  /** One vertex on the jaw and one on the neck; expression0 moves the jaw's joint by 1 cm in z. */
  private final HeadMesh mesh =
      new HeadMesh(
          new float[] {0.01f, -0.06f, 0.09f, 0, 0.05f, 0.1f, 0, 0, 0},
          new int[] {0, 1, 2},
          List.of(
              new MorphTarget(
                  "expression0",
                  new int[] {1},
                  new float[] {0, 0.002f, 0},
                  new float[] {0, 0, 0, 0, 0, 0, 0, 0, 0.01f, 0, 0, 0, 0, 0, 0}),
              new MorphTarget("jawOpen", new int[] {1}, new float[] {1, 1, 1})),
          new float[] {0, -0.2f, 0, 0, -0.1f, 0, 0, -0.03f, 0.02f, 0, 0, 0, 0, 0, 0},
          new float[] {0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0});

  @RepeatedTest(10)
  void shouldPoseAsFlameDoes(RepetitionInfo run) {
    Flame flame = new Flame(run.getCurrentRepetition());
    SplittableRandom random = new SplittableRandom(100 + run.getCurrentRepetition());
    MeshPoser poser = new MeshPoser(flame.mesh(), MotionSpace.FLAME);
    double[] out = new double[3 * Flame.VERTICES];
    for (int frame = 0; frame < 5; frame++) {
      for (int i = 0; i < motion.length; i++) {
        motion[i] = (float) random.nextDouble(-1, 1) * (i < 50 ? 3 : 1);
      }
      poser.pose(motion, out);
      double[] expected = flame.pose(motion);
      for (int i = 0; i < out.length; i++) {
        assertThat(out[i]).as("value %d", i).isCloseTo(expected[i], within(1e-6));
      }
    }
  }

  @Test
  void shouldTurnTheJawAboutItsJoint() {
    set("jawX", 0.3f);
    // Relative to the joint the chin is at (.01, -.03, .07), and x turns y towards z.
    double c = Math.cos(0.3f);
    double s = Math.sin(0.3f);
    assertVertex(0, 0.01, JAW_Y - 0.03 * c - 0.07 * s, 0.02 - 0.03 * s + 0.07 * c);
    assertVertex(1, 0, 0.05, 0.1);
  }

  @Test
  void shouldTurnTheJawAfterTheNeck() {
    set("jawX", 0.3f);
    set("neckY", 0.4f);
    double y = JAW_Y - 0.03 * Math.cos(0.3f) - 0.07 * Math.sin(0.3f);
    double z = 0.02 - 0.03 * Math.sin(0.3f) + 0.07 * Math.cos(0.3f);
    // About the neck's joint, y turns z towards x.
    double c = Math.cos(0.4f);
    double s = Math.sin(0.4f);
    assertVertex(0, 0.01 * c + z * s, y, -0.01 * s + z * c);
    assertVertex(1, 0.1 * s, 0.05, 0.1 * c);
  }

  @Test
  void shouldTurnAboutAnObliqueAxis() {
    // A quarter turn about k = (.6, .64, .48): v' = k (k . v) + k x v for v = (0, .15, .1).
    set("neckX", (float) (0.6 * Math.PI / 2));
    set("neckY", (float) (0.64 * Math.PI / 2));
    set("neckZ", (float) (0.48 * Math.PI / 2));
    double along = 0.64 * 0.15 + 0.48 * 0.1;
    double x = 0.6 * along + 0.64 * 0.1 - 0.48 * 0.15;
    double y = 0.64 * along - 0.6 * 0.1;
    double z = 0.48 * along + 0.6 * 0.15;
    assertVertex(1, x, NECK_Y + y, z);
  }

  @Test
  void shouldMoveTheJointOfTheJawWithAnExpression() {
    set("expression0", 2);
    set("jawX", 0.3f);
    // The joint is 2 cm before its place, the chin where it was: (.01, -.03, .05) from the joint.
    double c = Math.cos(0.3f);
    double s = Math.sin(0.3f);
    assertVertex(0, 0.01, JAW_Y - 0.03 * c - 0.05 * s, 0.04 - 0.03 * s + 0.05 * c);
    assertVertex(1, 0, 0.054, 0.1);
  }

  @Test
  void shouldBeMovedByMotionOfArkitThroughARetargeting() {
    int drivers = Retarget.drivers(MotionSpace.ARKIT);
    float[] matrix = new float[Retarget.values(MotionSpace.FLAME) * drivers];
    int jawOpen = MotionSpace.ARKIT.names().indexOf("jawOpen");
    matrix[jawOpen] = 4;
    matrix[50 * drivers + jawOpen] = 0.6f;
    Retarget retarget = new Retarget(MotionSpace.ARKIT, matrix);
    float[] arkit = new float[MotionSpace.ARKIT.size()];
    arkit[jawOpen] = 0.5f;
    arkit[MotionSpace.ARKIT.names().indexOf("headYaw")] = 0.4f;
    double[] through = new double[9];
    new MeshPoser(mesh, MotionSpace.FLAME, retarget).pose(MotionSpace.ARKIT, arkit, through);
    set("expression0", 2);
    set("jawX", 0.3f);
    set("neckY", 0.4f);
    double[] direct = new double[9];
    new MeshPoser(mesh, MotionSpace.FLAME).pose(motion, direct);
    assertThat(through).containsExactly(direct, within(1e-7));
  }

  @Test
  void shouldTellWhatIsAboveFromWhatIsBelowWhenFlameMovesAHeadOfArkit() {
    int drivers = Retarget.drivers(MotionSpace.FLAME);
    float[] matrix = new float[Retarget.values(MotionSpace.ARKIT) * drivers];
    int jawOpen = MotionSpace.ARKIT.names().indexOf("jawOpen");
    matrix[jawOpen * drivers + 3] = 0.25f;
    matrix[jawOpen * drivers + 53 + 4] = 0.5f;
    RigPose pose = new RigPose();
    Retarget retarget = new Retarget(MotionSpace.FLAME, matrix);
    set("expression3", 2);
    set("expression4", 1);
    pose.take(MotionSpace.ARKIT, retarget, MotionSpace.FLAME, motion);
    assertThat(pose.weights()[jawOpen]).isCloseTo(0.5, CLOSE);
    set("expression3", -2);
    set("expression4", -0.5f);
    pose.take(MotionSpace.ARKIT, retarget, MotionSpace.FLAME, motion);
    assertThat(pose.weights()[jawOpen]).isCloseTo(0.25, CLOSE);
    set("expression4", -9);
    pose.take(MotionSpace.ARKIT, retarget, MotionSpace.FLAME, motion);
    assertThat(pose.weights()[jawOpen]).isCloseTo(1, CLOSE);
  }

  @Test
  void shouldRefuseMotionThatDoesNotMoveAHead() {
    RigPose pose = new RigPose();
    assertThatThrownBy(
            () ->
                pose.take(
                    MotionSpace.FLAME,
                    null,
                    MotionSpace.ARKIT,
                    new float[MotionSpace.ARKIT.size()]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A head of the space flame is not moved by arkit motion; it has no retargeting.");
  }

  @Test
  void shouldMakeBadValuesHarmless() {
    set("expression0", Float.NEGATIVE_INFINITY);
    assertVertex(1, 0, 0.05 - RigPose.MAX_EXPRESSION * 0.002, 0.1);
    set("expression0", Float.NaN);
    set("jawZ", Float.NaN);
    assertVertex(0, 0.01, -0.06, 0.09);
    assertVertex(1, 0, 0.05, 0.1);
    set("neckY", 1e20f);
    assertVertex(1, 0.1 * Math.sin(RigPose.MAX_ANGLE), 0.05, 0.1 * Math.cos(RigPose.MAX_ANGLE));
  }

  @Test
  void shouldGiveTheFeaturesInFlamesOrder() {
    RigPose pose = new RigPose();
    set("jawX", 0.5f);
    set("neckZ", 0.25f);
    pose.take(MotionSpace.FLAME, motion);
    double[][] neck = Flame.rodrigues(0, 0, 0.25);
    double[][] jaw = Flame.rodrigues(0.5, 0, 0);
    for (int i = 0; i < 9; i++) {
      double one = i % 4 == 0 ? 1 : 0;
      assertThat(pose.features()[i]).isCloseTo(neck[i / 3][i % 3] - one, CLOSE);
      assertThat(pose.features()[9 + i]).isCloseTo(jaw[i / 3][i % 3] - one, CLOSE);
      assertThat(pose.features()[18 + i]).isZero();
      assertThat(pose.features()[27 + i]).isZero();
    }
  }

  private void set(String name, float value) {
    motion[MotionSpace.FLAME.names().indexOf(name)] = value;
  }

  private void assertVertex(int v, double x, double y, double z) {
    double[] out = new double[9];
    new MeshPoser(mesh, MotionSpace.FLAME).pose(motion, out);
    assertThat(out[3 * v]).as("x").isCloseTo(x, CLOSE);
    assertThat(out[3 * v + 1]).as("y").isCloseTo(y, CLOSE);
    assertThat(out[3 * v + 2]).as("z").isCloseTo(z, CLOSE);
  }
}
