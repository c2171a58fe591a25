package io.visavis.avatar.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.visavis.avatar.TestAvatars;
import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A frame in the head's own space. */
class OwnMotionTest {
  private final SplittableRandom random = new SplittableRandom(11);
  private final OwnMotion own = new OwnMotion();

  @Test
  void shouldLeaveAFrameOfTheHeadsOwnSpaceAsItIs() {
    for (int trial = 0; trial < 50; trial++) {
      for (MotionSpace space : MotionSpace.values()) {
        float[] motion = motion(space);
        float[] out = new float[space.size()];
        own.write(space, null, space, motion, out);
        assertThat(out).containsExactly(motion, within(1e-5f));
      }
    }
  }

  @Test
  void shouldMakeOfARetargetedFrameTheFrameThatPosesTheHeadAlike() {
    for (int trial = 0; trial < 50; trial++) {
      for (MotionSpace space : MotionSpace.values()) {
        Retarget retarget = TestAvatars.retarget(space, random);
        float[] motion = motion(retarget.from());
        float[] out = new float[space.size()];
        own.write(space, retarget, retarget.from(), motion, out);
        RigPose by = new RigPose();
        by.take(space, retarget, retarget.from(), motion);
        double[] weights = by.weights().clone();
        double[] neck = by.turn(Joint.NECK).clone();
        double[] jaw = by.turn(Joint.JAW).clone();
        RigPose again = new RigPose();
        again.take(space, out);
        int n = space.coefficients();
        for (int c = 0; c < n; c++) {
          assertThat(again.weights()[c]).isCloseTo(weights[c], within(1e-5));
        }
        assertThat(again.turn(Joint.NECK)).containsExactly(neck, within(1e-5));
        assertThat(again.turn(Joint.JAW)).containsExactly(jaw, within(1e-5));
      }
    }
  }

  @Test
  void shouldMakeBadValuesHarmless() {
    float[] motion = new float[MotionSpace.ARKIT.size()];
    motion[ArkitChannel.JAW_OPEN.ordinal()] = Float.NaN;
    motion[ArkitChannel.MOUTH_PUCKER.ordinal()] = 7;
    motion[ArkitChannel.HEAD_YAW.ordinal()] = Float.POSITIVE_INFINITY;
    float[] out = new float[motion.length];
    own.write(MotionSpace.ARKIT, null, MotionSpace.ARKIT, motion, out);
    assertThat(out[ArkitChannel.JAW_OPEN.ordinal()]).isZero();
    assertThat(out[ArkitChannel.MOUTH_PUCKER.ordinal()]).isEqualTo(1);
    assertThat(out[ArkitChannel.HEAD_YAW.ordinal()])
        .isCloseTo((float) RigPose.MAX_ANGLE, within(1e-5f));
  }

  private float[] motion(MotionSpace space) {
    float[] motion = new float[space.size()];
    for (int c = 0; c < motion.length; c++) {
      boolean angle = c >= space.coefficients();
      double most = angle ? 0.6 : space == MotionSpace.ARKIT ? 1 : 3;
      double least = angle || space == MotionSpace.FLAME ? -most : 0;
      motion[c] = (float) random.nextDouble(least, most);
    }
    return motion;
  }
}
