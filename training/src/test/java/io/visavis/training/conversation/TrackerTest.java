package io.visavis.training.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.motion.ArkitChannel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TrackerTest {
  @Test
  void shouldFollowAFaceWithNoiseAndLoseItNowAndThen() {
    float[][] face = new float[5000][55];
    int jaw = ArkitChannel.JAW_OPEN.ordinal();
    for (float[] frame : face) {
      Arrays.fill(frame, 0.3f);
    }
    Tracker tracked = Tracker.of(face, 1);
    int lost = 0;
    double error = 0;
    for (int n = 0; n < face.length; n++) {
      if (tracked.seen()[n][jaw]) {
        error += Math.abs(tracked.values()[n][jaw] - 0.3);
      } else {
        lost++;
        assertThat(tracked.values()[n][jaw]).isZero();
      }
    }
    assertThat(lost).isBetween(50, 1000);
    assertThat(error / (face.length - lost)).isBetween(0.005, 0.06);
  }
}
