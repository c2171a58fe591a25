package io.visavis.training.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SincResamplerTest {
  @Test
  void shouldKeepAToneInTimeAndLoudness() {
    float[] x = new float[22_050];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Math.sin(2 * Math.PI * 440 * i / 22_050.0);
    }

    float[] y = SincResampler.resample(x, 16_000 / 22_050.0);

    assertThat(y).hasSize(16_000);
    for (int i = 500; i < 15_500; i++) {
      assertThat((double) y[i]).isCloseTo(Math.sin(2 * Math.PI * 440 * i / 16_000.0), within(0.01));
    }
  }
}
