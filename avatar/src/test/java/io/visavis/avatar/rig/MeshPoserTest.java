package io.visavis.avatar.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MeshPoserTest {
  private static final Offset<Float> CLOSE = within(1e-6f);

  /** Vertex 0 on the chest, 1 before the head, 2 before the left eye, 3 before the right eye. */
  private final HeadMesh mesh =
      new HeadMesh(
          new float[] {0, -0.2f, 0, 0, 0, 0.1f, 0.03f, 0.05f, 0.08f, -0.03f, 0.05f, 0.08f},
          new int[] {0, 1, 2, 1, 3, 2},
          List.of(
              new MorphTarget("jawOpen", new int[] {1}, new float[] {0, -0.01f, 0}),
              new MorphTarget("notAChannel", new int[] {1}, new float[] {1, 1, 1}),
              new MorphTarget("headYaw", new int[] {1}, new float[] {1, 1, 1})),
          new float[] {
            0, -0.3f, 0, 0, -0.1f, 0, 0, 0, 0, 0.03f, 0.05f, 0.06f, -0.03f, 0.05f, 0.06f
          },
          new float[] {1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1});

  private final float[] motion = new float[MotionSpace.ARKIT.size()];
  private final float[] out = new float[12];

  @Test
  void shouldLeaveTheRestPoseAlone() {
    new MeshPoser(mesh, MotionSpace.ARKIT).pose(motion, out);
    assertThat(out).containsExactly(mesh.vertices());
  }

  @Test
  void shouldMoveAMorphTargetByItsWeight() {
    set(ArkitChannel.JAW_OPEN, 0.5f);
    assertVertex(1, 0, -0.005f, 0.1f);
  }

  @Test
  void shouldClampCoefficientsAndIgnoreNaN() {
    set(ArkitChannel.JAW_OPEN, 7);
    assertVertex(1, 0, -0.01f, 0.1f);
    set(ArkitChannel.JAW_OPEN, -7);
    assertVertex(1, 0, 0, 0.1f);
    set(ArkitChannel.JAW_OPEN, Float.NaN);
    set(ArkitChannel.HEAD_PITCH, Float.NaN);
    assertVertex(1, 0, 0, 0.1f);
  }

  @Test
  void shouldTurnTheHeadToItsLeftForPositiveYaw() {
    set(ArkitChannel.HEAD_YAW, 0.5f);
    assertVertex(1, 0.1f * sin(0.5), 0, 0.1f * cos(0.5));
  }

  @Test
  void shouldLookUpForPositivePitch() {
    set(ArkitChannel.HEAD_PITCH, 0.5f);
    // Relative to the neck's pivot the vertex is (0, .1, .1).
    assertVertex(
        1, 0, -0.1f + 0.1f * cos(0.5) + 0.1f * sin(0.5), 0.1f * cos(0.5) - 0.1f * sin(0.5));
  }

  @Test
  void shouldTiltToTheRightShoulderForPositiveRoll() {
    set(ArkitChannel.HEAD_ROLL, 0.5f);
    assertVertex(1, -0.1f * sin(0.5), -0.1f + 0.1f * cos(0.5), 0.1f);
  }

  @Test
  void shouldTurnByYawAfterPitchAfterRoll() {
    set(ArkitChannel.HEAD_YAW, 0.3f);
    set(ArkitChannel.HEAD_PITCH, 0.2f);
    set(ArkitChannel.HEAD_ROLL, 0.4f);
    double x = -0.1 * sin(0.4);
    double y = 0.1 * cos(0.4);
    double z = 0.1;
    double y2 = y * cos(0.2) + z * sin(0.2);
    double z2 = -y * sin(0.2) + z * cos(0.2);
    double x3 = x * cos(0.3) + z2 * sin(0.3);
    double z3 = -x * sin(0.3) + z2 * cos(0.3);
    assertVertex(1, (float) x3, (float) (y2 - 0.1), (float) z3);
  }

  @Test
  void shouldKeepHeadAnglesWithinANeck() {
    set(ArkitChannel.HEAD_YAW, Float.POSITIVE_INFINITY);
    assertVertex(1, 0.1f * sin(1.2), 0, 0.1f * cos(1.2));
  }

  @Test
  void shouldNotMoveTheChestWithTheHead() {
    set(ArkitChannel.HEAD_YAW, 1);
    set(ArkitChannel.HEAD_PITCH, 0.5f);
    assertVertex(0, 0, -0.2f, 0);
  }

  @Test
  void shouldLookOutwardsWithBothEyes() {
    set(ArkitChannel.EYE_LOOK_OUT_LEFT, 1);
    set(ArkitChannel.EYE_LOOK_OUT_RIGHT, 1);
    float s = 0.02f * sin(RigPose.EYE_OUT);
    float c = 0.02f * cos(RigPose.EYE_OUT);
    assertVertex(2, 0.03f + s, 0.05f, 0.06f + c);
    assertVertex(3, -0.03f - s, 0.05f, 0.06f + c);
  }

  @Test
  void shouldLookUpAndTowardsTheNose() {
    set(ArkitChannel.EYE_LOOK_IN_LEFT, 0.5f);
    set(ArkitChannel.EYE_LOOK_UP_RIGHT, 1);
    float yaw = 0.02f * sin(0.5 * RigPose.EYE_IN);
    assertVertex(2, 0.03f - yaw, 0.05f, 0.06f + 0.02f * cos(0.5 * RigPose.EYE_IN));
    assertVertex(
        3, -0.03f, 0.05f + 0.02f * sin(RigPose.EYE_UP), 0.06f + 0.02f * cos(RigPose.EYE_UP));
  }

  @Test
  void shouldCarryTheEyesWithTheHead() {
    set(ArkitChannel.HEAD_YAW, 0.4f);
    set(ArkitChannel.EYE_LOOK_IN_LEFT, 1);
    // The eye looks 32 degrees to the right of a head that is turned .4 to the left.
    double px = 0.03 * cos(0.4) + 0.06 * sin(0.4);
    double pz = -0.03 * sin(0.4) + 0.06 * cos(0.4);
    double yaw = 0.4 - RigPose.EYE_IN;
    assertVertex(2, (float) (px + 0.02 * Math.sin(yaw)), 0.05f, (float) (pz + 0.02 * cos(yaw)));
  }

  @Test
  void shouldGiveTheSameInBothPrecisions() {
    SplittableRandom random = new SplittableRandom(5);
    double[] exact = new double[12];
    MeshPoser poser = new MeshPoser(mesh, MotionSpace.ARKIT);
    for (int n = 0; n < 100; n++) {
      for (int c = 0; c < motion.length; c++) {
        motion[c] = (float) random.nextDouble(-0.5, 1.5);
      }
      poser.pose(motion, exact);
      poser.pose(motion, out);
      for (int i = 0; i < 12; i++) {
        assertThat(out[i]).isEqualTo((float) exact[i]);
      }
    }
  }

  @Test
  void shouldAllocateNothingAFrame() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    MeshPoser poser = new MeshPoser(mesh, MotionSpace.ARKIT);
    TriangleFrames frames = new TriangleFrames(Binding.AFFINE, mesh.triangles());
    float[] maps = new float[TriangleFrames.STRIDE * mesh.triangleCount()];
    set(ArkitChannel.JAW_OPEN, 0.5f);
    long before = 0;
    for (int n = 0; n < 1100; n++) {
      if (n == 100) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      poser.pose(motion, out);
      frames.compute(out, maps);
    }
    // Less than a byte a frame: the counter's own call may allocate.
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1000);
  }

  private void set(ArkitChannel channel, float value) {
    motion[channel.ordinal()] = value;
  }

  private void assertVertex(int v, float x, float y, float z) {
    new MeshPoser(mesh, MotionSpace.ARKIT).pose(motion, out);
    assertThat(out[3 * v]).as("x").isCloseTo(x, CLOSE);
    assertThat(out[3 * v + 1]).as("y").isCloseTo(y, CLOSE);
    assertThat(out[3 * v + 2]).as("z").isCloseTo(z, CLOSE);
  }

  private static float sin(double a) {
    return (float) Math.sin(a);
  }

  private static float cos(double a) {
    return (float) Math.cos(a);
  }
}
