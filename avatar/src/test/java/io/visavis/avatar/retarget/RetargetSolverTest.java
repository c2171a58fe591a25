package io.visavis.avatar.retarget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.visavis.avatar.TestAvatars;
import io.visavis.avatar.builtin.BuiltInHeads;
import io.visavis.avatar.flame.FlameHead;
import io.visavis.avatar.flame.FlameShaped;
import io.visavis.avatar.flame.FlameTeeth;
import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.MeshPoser;
import io.visavis.avatar.rig.Retarget;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A head of FLAME's shape and size, and the built-in head Mira. */
class RetargetSolverTest {
  private static final int UPPER_LIP = 62;
  private static final int LOWER_LIP = 66;
  private static HeadMesh mira;
  private static HeadMesh flame;
  private static RetargetSolver.Solution fromArkit;

  @BeforeAll
  static void solve() {
    mira = BuiltInHeads.build("mira").mesh();
    flame = FlameHead.of(FlameTeeth.added(new FlameShaped().model()), new float[0], new float[0]);
    fromArkit = RetargetSolver.solve(mira, MotionSpace.ARKIT, flame, MotionSpace.FLAME);
  }

  @Test
  void shouldMoveLandmarksOfFlameAsThoseOfArkit() {
    assertThat(fromArkit.worstError()).as(fromArkit.worst()).isLessThan(0.03);
    assertThat(fromArkit.meanError()).isLessThan(0.01);
    // Once more, from the vertices.
    MeshPoser poser = new MeshPoser(flame, MotionSpace.FLAME, fromArkit.retarget());
    MeshPoser example = new MeshPoser(mira, MotionSpace.ARKIT);
    double eyes = distance(rest(mira), mira, 36, 45) / distance(rest(flame), flame, 36, 45);
    for (ArkitChannel channel : List.of(ArkitChannel.JAW_OPEN, ArkitChannel.MOUTH_FUNNEL)) {
      float[] motion = new float[MotionSpace.ARKIT.size()];
      motion[channel.ordinal()] = 1;
      double[] moved = new double[flame.vertices().length];
      poser.pose(MotionSpace.ARKIT, motion, moved);
      double[] wanted = new double[mira.vertices().length];
      example.pose(motion, wanted);
      assertThat(distance(moved, flame, UPPER_LIP, LOWER_LIP) * eyes)
          .as("lips apart under %s", channel)
          .isCloseTo(distance(wanted, mira, UPPER_LIP, LOWER_LIP), within(0.002));
    }
  }

  @Test
  void shouldTurnHeadAndEyesAsTheMotionSays() {
    float[] motion = new float[MotionSpace.ARKIT.size()];
    motion[ArkitChannel.HEAD_YAW.ordinal()] = 0.4f;
    motion[ArkitChannel.EYE_LOOK_OUT_LEFT.ordinal()] = 1;
    MeshPoser poser = new MeshPoser(flame, MotionSpace.FLAME, fromArkit.retarget());
    poser.pose(MotionSpace.ARKIT, motion, new double[flame.vertices().length]);
    MeshPoser example = new MeshPoser(mira, MotionSpace.ARKIT);
    example.pose(motion, new double[mira.vertices().length]);
    for (int joint : new int[] {1, 3, 4}) {
      for (int i = 0; i < 11; i++) {
        if (i % 4 < 3) {
          assertThat(poser.rig().transforms()[12 * joint + i])
              .isCloseTo(example.rig().transforms()[12 * joint + i], within(1e-6));
        }
      }
    }
  }

  @Test
  void shouldMoveAHeadOfArkitByWhatItsFaceCanDo() {
    RetargetSolver.Solution found =
        RetargetSolver.solve(flame, MotionSpace.FLAME, mira, MotionSpace.ARKIT);
    Retarget retarget = found.retarget();
    assertThat(retarget.from()).isEqualTo(MotionSpace.FLAME);
    // Half of what expressions mix are faces that no muscle makes: coefficients below 0.
    assertThat(found.meanError()).isLessThan(0.02);
    MeshPoser poser = new MeshPoser(mira, MotionSpace.ARKIT, retarget);
    float[] motion = new float[MotionSpace.FLAME.size()];
    motion[MotionSpace.FLAME.names().indexOf("jawX")] = 0.2f;
    double[] moved = new double[mira.vertices().length];
    poser.pose(MotionSpace.FLAME, motion, moved);
    double[] wanted = new double[flame.vertices().length];
    new MeshPoser(flame, MotionSpace.FLAME).pose(motion, wanted);
    double apart = distance(wanted, flame, UPPER_LIP, LOWER_LIP);
    assertThat(apart).isGreaterThan(0.006);
    assertThat(distance(moved, mira, UPPER_LIP, LOWER_LIP))
        .as("lips apart")
        .isCloseTo(apart, within(0.3 * apart));
  }

  @Test
  void shouldSayWhenAHeadHasNoLandmarks() {
    HeadMesh ball = TestAvatars.ball("ball").mesh();
    assertThatThrownBy(() -> RetargetSolver.solve(mira, MotionSpace.ARKIT, ball, MotionSpace.FLAME))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The landmarks of the head are not known.");
  }

  private static double[] rest(HeadMesh mesh) {
    double[] out = new double[mesh.vertices().length];
    for (int i = 0; i < out.length; i++) {
      out[i] = mesh.vertices()[i];
    }
    return out;
  }

  private static double distance(double[] vertices, HeadMesh mesh, int a, int b) {
    double square = 0;
    for (int c = 0; c < 3; c++) {
      double d = vertices[3 * mesh.landmarks()[a] + c] - vertices[3 * mesh.landmarks()[b] + c];
      square += d * d;
    }
    return Math.sqrt(square);
  }
}
