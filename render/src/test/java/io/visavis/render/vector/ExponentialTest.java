package io.visavis.render.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExponentialTest {
  private final float[] scratch = new float[Lanes.COUNT];

  @Test
  void shouldRaiseE() {
    for (float x = -80; x <= 80; x += 0.0137f) {
      Arrays.fill(scratch, x);
      Exponential.exp(scratch, 0);
      assertThat(scratch[Lanes.COUNT - 1] / Math.exp(x)).as("e^%s", x).isCloseTo(1, within(3e-7));
    }
    Arrays.fill(scratch, 0);
    Exponential.exp(scratch, 0);
    assertThat(scratch[0]).as("e^0").isEqualTo(1);
  }

  @Test
  void shouldTakeLogarithms() {
    for (double exact = -69; exact <= 80; exact += 0.0137) {
      float x = (float) Math.exp(exact);
      Arrays.fill(scratch, x);
      Exponential.log(scratch, 0);
      double right = Math.log(x);
      assertThat((double) scratch[0])
          .as("ln %s", x)
          .isCloseTo(right, within(1e-7 * Math.max(1, Math.abs(right))));
    }
    Arrays.fill(scratch, 1);
    Exponential.log(scratch, 0);
    assertThat(scratch[0]).as("ln 1").isZero();
  }
}
