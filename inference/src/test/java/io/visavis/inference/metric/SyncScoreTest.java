package io.visavis.inference.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SyncScoreTest {
  @Test
  void shouldFindByHowManyFramesThePictureIsBehind() {
    float[][] voice = noise(80);
    for (int behind : new int[] {-15, -4, 0, 3, 15}) {
      float[][] lips = noise(81);
      for (int i = 0; i < voice.length; i++) {
        int from = i - behind;
        lips[i] = from >= 0 && from < voice.length ? voice[from] : lips[i];
      }
      SyncScore score = SyncScore.of(lips, voice);
      assertThat(score.offset()).isEqualTo(behind);
      // Unlike rows of 64 values of variance 1 are about 11 apart.
      assertThat(score.distance()).isLessThan(4);
      assertThat(score.confidence()).isGreaterThan(5);
    }
  }

  /** One frame: 3 and 1 are 2 apart, and 3 and nothing are 3 apart at the other 30 offsets. */
  @Test
  void shouldCountNothingBeyondTheEnds() {
    SyncScore score = SyncScore.of(new float[][] {{3}}, new float[][] {{1}});
    assertThat(score.distance()).isCloseTo(2, within(1e-5));
    assertThat(score.confidence()).isCloseTo(1, within(1e-5));
    assertThat(score.offset()).isZero();
  }

  private static float[][] noise(int frames) {
    Random random = new Random(frames);
    float[][] out = new float[frames][64];
    for (float[] row : out) {
      for (int c = 0; c < row.length; c++) {
        row[c] = (float) random.nextGaussian();
      }
    }
    return out;
  }
}
