package io.visavis.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RoomsTest {
  @Test
  void shouldConvolveLikeTheSum() {
    float[] x = {1, 2, 3, 4};
    float[] h = {0.5f, 0, -1};

    assertThat(Rooms.convolved(x, h)).hasSize(4);
    float[] expected = {0.5f, 1, 0.5f, 0};
    for (int i = 0; i < 4; i++) {
      assertThat(Rooms.convolved(x, h)[i]).isCloseTo(expected[i], within(1e-5f));
    }
  }

  @Test
  void shouldDecayBySixtyDecibelsInT60() {
    float[] h = Rooms.response(0.4, 0, new SplittableRandom(1));

    double early = energy(h, 0.05, 0.10);
    double late = energy(h, 0.25, 0.30);
    // 0.2 s is half of T60: 30 dB.
    assertThat(10 * Math.log10(early / late)).isCloseTo(30, within(3.0));
    assertThat(h[0]).isEqualTo(1);
  }

  private static double energy(float[] h, double from, double to) {
    double sum = 0;
    for (int i = (int) (from * 16_000); i < to * 16_000; i++) {
      sum += h[i] * h[i];
    }
    return sum;
  }
}
