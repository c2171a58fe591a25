package io.visavis.avatar.motion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MotionSpaceTest {
  @Test
  void shouldDriveMorphTargetsByCoefficientsAndNotByAngles() {
    assertThat(MotionSpace.ARKIT.coefficient("jawOpen")).isEqualTo(24);
    assertThat(MotionSpace.ARKIT.coefficient("headYaw")).isEqualTo(-1);
    assertThat(MotionSpace.ARKIT.coefficient("expression3")).isEqualTo(-1);
    assertThat(MotionSpace.FLAME.coefficient("expression0")).isZero();
    assertThat(MotionSpace.FLAME.coefficient("expression49")).isEqualTo(49);
    assertThat(MotionSpace.FLAME.coefficient("expression50")).isEqualTo(-1);
    assertThat(MotionSpace.FLAME.coefficient("jawX")).isEqualTo(-1);
    assertThat(MotionSpace.FLAME.coefficient("jawOpen")).isEqualTo(-1);
  }

  @Test
  void shouldHaveTheSizesOfItsVectors() {
    assertThat(MotionSpace.ARKIT.size()).isEqualTo(55);
    assertThat(MotionSpace.ARKIT.coefficients()).isEqualTo(52);
    assertThat(MotionSpace.FLAME.size()).isEqualTo(56);
    assertThat(MotionSpace.FLAME.coefficients()).isEqualTo(50);
  }
}
