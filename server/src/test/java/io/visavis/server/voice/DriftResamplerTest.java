package io.visavis.server.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tone of 3 kHz, read at its own rate and near it. */
final class DriftResamplerTest {
  private static final int BLOCK = 480;
  private static final double RADIANS = 2 * Math.PI * 3_000 / 48_000;

  private final DriftResampler resampler = new DriftResampler(BLOCK);
  private final float[] out = new float[BLOCK];
  private long written;
  private double read; // the tone's index of the next sample that is read

  @ParameterizedTest
  @ValueSource(doubles = {0.9995, 1, 1 + 300e-6, 1.05})
  void shouldReadAToneWhereItIs(double step) {
    for (int block = 0; block < 50; block++) {
      assertTone(step);
    }
  }

  /** What a sender's clock has moved it by stays, and is not rounded to a sample. */
  @Test
  void shouldStayBetweenSamples() {
    assertTone(1 + 0.37 / BLOCK);
    for (int block = 0; block < 50; block++) {
      assertTone(1);
    }
    assertThat(read - Math.rint(read)).isCloseTo(0.37, within(1e-6));
  }

  private void assertTone(double step) {
    int need = resampler.needed(BLOCK, step);
    for (int i = 0; i < need; i++) {
      resampler.input()[resampler.inputOffset() + i] = (float) Math.sin(RADIANS * written++);
    }
    resampler.written(need);
    resampler.read(out, 0, BLOCK, step);
    for (int i = 0; i < BLOCK; i++, read += step) {
      if (read > 2 * DriftResampler.HALF) { // silence lies before it
        assertThat((double) out[i])
            .as("%f", read)
            .isCloseTo(Math.sin(RADIANS * read), within(2e-3));
      }
    }
  }
}
