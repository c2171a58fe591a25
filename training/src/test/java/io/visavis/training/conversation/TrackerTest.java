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

  /** A little late: half way up within a tenth of a second, there within half a second. */
  @Test
  void shouldFollowAStep() {
    float[][] face = new float[200][55];
    int jaw = ArkitChannel.JAW_OPEN.ordinal();
    for (int n = 100; n < face.length; n++) {
      face[n][jaw] = 0.8f;
    }
    double[] mean = new double[face.length];
    int[] seen = new int[face.length];
    for (int seed = 0; seed < 60; seed++) {
      Tracker tracked = Tracker.of(face, seed);
      for (int n = 0; n < face.length; n++) {
        if (tracked.seen()[n][jaw]) {
          mean[n] += tracked.values()[n][jaw];
          seen[n]++;
        }
      }
    }
    assertThat(mean[99] / seen[99]).isLessThan(0.05);
    assertThat(mean[100] / seen[100]).isBetween(0.3, 0.6);
    assertThat(mean[103] / seen[103]).isBetween(0.7, 0.85);
  }
}
