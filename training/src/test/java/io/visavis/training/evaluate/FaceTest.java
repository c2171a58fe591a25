package io.visavis.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.visavis.avatar.motion.ArkitChannel;
import org.junit.jupiter.api.Test;

class FaceTest {
  @Test
  void shouldMeasureTheOpeningAsTheContractSays() {
    float[] m = new float[55];
    m[ArkitChannel.JAW_OPEN.ordinal()] = 0.5f;
    m[ArkitChannel.MOUTH_CLOSE.ordinal()] = 0.2f;
    m[ArkitChannel.MOUTH_LOWER_DOWN_LEFT.ordinal()] = 0.4f;
    m[ArkitChannel.MOUTH_UPPER_UP_RIGHT.ordinal()] = 0.2f;
    assertThat(Face.opening(m)).isCloseTo(0.3 + 0.35 * 0.3, within(1e-6));

    m[ArkitChannel.MOUTH_CLOSE.ordinal()] = 0.9f;
    assertThat(Face.opening(m)).isZero();
  }
}
