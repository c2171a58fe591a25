package io.visavis.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.visavis.avatar.motion.ArkitChannel;
import org.junit.jupiter.api.Test;

class NodCountTest {
  @Test
  void shouldCountNodsAndNotSway() {
    float[][] face = new float[250][55];
    for (int n = 0; n < face.length; n++) {
      double t = n / 25.0;
      double sway = 0.06 * Math.sin(2 * Math.PI * 0.4 * t);
      // Two cycles of 3 Hz from 4 s on.
      double phase = (t - 4) * 3;
      double nod = phase > 0 && phase < 2 ? 0.09 * Math.pow(Math.sin(Math.PI * phase), 2) : 0;
      face[n][ArkitChannel.HEAD_PITCH.ordinal()] = (float) (sway - nod);
    }
    assertThat(NodCount.nods(face)).hasSize(2);
    assertThat(NodCount.nods(face).getFirst()).isCloseTo(4 + 1 / 6.0, within(0.05));
  }
}
