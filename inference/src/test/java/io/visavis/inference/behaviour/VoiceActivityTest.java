package io.visavis.inference.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoiceActivityTest {
  /** Two seconds each of noise, speech over it, noise; levels in dB of full scale. */
  @ParameterizedTest
  @CsvSource({"-20,-90", "-20,-40", "-45,-90", "-45,-65", "-10,-30"})
  void shouldTellSpeechFromWhatIsAround(double speechDb, double noiseDb) {
    boolean[] heard = hear(speechDb, noiseDb);
    assertThat(share(heard, 180, 200)).isLessThan(0.1);
    assertThat(share(heard, 205, 400)).isGreaterThan(0.95);
    assertThat(share(heard, 440, 600)).isLessThan(0.1);
  }

  @Test
  void shouldHearNothingInSilence() {
    assertThat(share(hear(-200, -200), 0, 600)).isZero();
  }

  private static boolean[] hear(double speechDb, double noiseDb) {
    Random random = new Random(2);
    boolean[] heard = new boolean[600];
    VoiceActivity activity = new VoiceActivity();
    float[] block = new float[480];
    for (int hop = 0; hop < 600; hop++) {
      for (int i = 0; i < 480; i++) {
        double t = (hop * 480 + i) / 48_000.0;
        double x = Math.pow(10, noiseDb / 20) * random.nextGaussian();
        if (hop >= 200 && hop < 400) {
          double syllable = 0.55 + 0.45 * Math.sin(2 * Math.PI * 4 * t);
          x += Math.pow(10, speechDb / 20) * 1.6 * syllable * Math.sin(2 * Math.PI * 160 * t);
        }
        block[i] = (float) x;
      }
      activity.accept(block, 480, (h, speaking) -> heard[(int) h] = speaking);
    }
    return heard;
  }

  private static double share(boolean[] heard, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += heard[i] ? 1 : 0;
    }
    return (double) count / (to - from);
  }
}
