package io.visavis.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConditionTest {
  @Test
  void shouldPassOnlyTheTelephoneBand() {
    assertThat(gain(1_000)).isCloseTo(1, within(0.02));
    assertThat(gain(3_000)).isCloseTo(1, within(0.02));
    assertThat(gain(100)).isLessThan(0.05);
    assertThat(gain(5_000)).isLessThan(0.01);
  }

  @Test
  void shouldNotShiftTheTelephoneInTime() {
    float[] x = tone(1_000);
    float[] y = Condition.TELEPHONE.apply(x, 1);
    for (int i = 4_000; i < 12_000; i++) {
      assertThat(y[i]).isCloseTo(x[i], within(0.02f));
    }
  }

  @Test
  void shouldAddNoiseTwentyDecibelsBelow() {
    float[] x = tone(500);
    float[] y = Condition.WHITE_NOISE.apply(x, 1);
    double signal = 0;
    double noise = 0;
    for (int i = 0; i < x.length; i++) {
      signal += x[i] * x[i];
      noise += Math.pow(y[i] - x[i], 2);
    }
    assertThat(10 * Math.log10(signal / noise)).isCloseTo(20, within(0.3));
  }

  private static double gain(double hz) {
    float[] x = tone(hz);
    float[] y = Condition.TELEPHONE.apply(x, 1);
    double in = 0;
    double out = 0;
    for (int i = 4_000; i < 12_000; i++) {
      in += x[i] * x[i];
      out += y[i] * y[i];
    }
    return Math.sqrt(out / in);
  }

  private static float[] tone(double hz) {
    float[] x = new float[16_000];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (0.5 * Math.sin(2 * Math.PI * hz * i / 16_000));
    }
    return x;
  }
}
