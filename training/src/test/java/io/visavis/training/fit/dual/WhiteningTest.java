package io.visavis.training.fit.dual;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WhiteningTest {
  private static final int FRAMES = 2000;
  private static final int LEFT = ArkitChannel.BROW_DOWN_LEFT.ordinal();
  private static final int RIGHT = ArkitChannel.BROW_DOWN_RIGHT.ordinal();

  @Test
  void shouldMakeMuchOfWhatTrueFacesNeverDo() {
    // Both brows always as one.
    float[] truth = new float[FRAMES * 55];
    Random random = new Random(1);
    for (int n = 0; n < FRAMES; n++) {
      float value = random.nextFloat();
      truth[n * 55 + LEFT] = value;
      truth[n * 55 + RIGHT] = value;
    }

    float[] whole = Whitening.of(List.of(truth), MotionSpace.ARKIT);

    double together = length(whole, 1, 1);
    double apart = length(whole, 1, -1);
    assertThat(apart).isGreaterThan(10 * together);
  }

  /** Of a face whose brows are so. */
  private static double length(float[] whole, float left, float right) {
    double sum = 0;
    for (int k = 0; k < 55; k++) {
      double x = left * whole[LEFT * 55 + k] + right * whole[RIGHT * 55 + k];
      sum += x * x;
    }
    return Math.sqrt(sum);
  }
}
