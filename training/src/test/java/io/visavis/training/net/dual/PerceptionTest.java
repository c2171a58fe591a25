package io.visavis.training.net.dual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.training.net.ArrayOps;
import io.visavis.training.net.MotionNet;
import io.visavis.training.net.Weights;
import org.junit.jupiter.api.Test;

class PerceptionTest {
  private static final int MINUTE = 1_500;
  private static final int FRAMES = 4 * MINUTE;
  private static final int SMILE = ArkitChannel.MOUTH_SMILE_LEFT.ordinal();
  private static final int SIZE = 55;
  private static final int SEEN = Senses.seen(MotionSpace.ARKIT);
  private static final int PAST = Senses.past(MotionSpace.ARKIT);

  @Test
  void shouldKeepWhatTheFirstMinuteWasLikeAndForgetWhatWasLater() {
    try (NDManager manager = NDManager.newBaseManager()) {
      // A partner who smiles in the first minute only.
      float[] motion = new float[FRAMES * SIZE];
      float[] mask = new float[FRAMES * SIZE];
      java.util.Arrays.fill(mask, 1);
      for (int n = 0; n < MINUTE; n++) {
        motion[n * SIZE + SMILE] = 0.6f;
      }
      float[] past = past(manager, motion, mask);
      int last = (FRAMES - 1) * PAST;
      assertThat(past[last + SMILE]).as("the first minute").isCloseTo(0.58f, within(0.02f));
      assertThat(past[last + 2 * SIZE + SMILE]).as("lately").isLessThan(0.01f);
      // And exactly as it was when the minute ended.
      assertThat(past[last + SMILE]).isEqualTo(past[MINUTE * PAST + SMILE]);
    }
  }

  @Test
  void shouldHoldWhatWasLastSeenAndSayThatItIsOld() {
    try (NDManager manager = NDManager.newBaseManager()) {
      float[] motion = new float[100 * SIZE];
      float[] mask = new float[100 * SIZE];
      for (int n = 0; n < 50; n++) {
        motion[n * SIZE + SMILE] = 0.6f;
        mask[n * SIZE + SMILE] = 1;
      }
      float[] seen = of(manager, motion, mask).seen().toFloatArray();
      assertThat(seen[99 * SEEN + SMILE]).isEqualTo(0.6f);
      assertThat(seen[49 * SEEN + SIZE + SMILE]).isGreaterThan(0.95f);
      assertThat(seen[99 * SEEN + SIZE + SMILE]).isLessThan(0.05f);
    }
  }

  private static float[] past(NDManager manager, float[] motion, float[] mask) {
    return of(manager, motion, mask).past().toFloatArray();
  }

  private static Senses<NDArray> of(NDManager manager, float[] motion, float[] mask) {
    int frames = motion.length / SIZE;
    NDArray silence = manager.zeros(new Shape(1, 4L * frames, 40));
    return new Perception(new MotionNet(40, 128, 0), MotionSpace.ARKIT)
        .of(
            new ArrayOps(new Weights(manager, 1), 0),
            silence,
            silence,
            manager.zeros(new Shape(1, frames, Perception.SAMPLES)),
            manager.create(motion, new Shape(1, frames, SIZE)),
            manager.create(mask, new Shape(1, frames, SIZE)));
  }
}
