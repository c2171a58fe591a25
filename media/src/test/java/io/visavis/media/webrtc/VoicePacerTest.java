package io.visavis.media.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VoicePacerTest {
  private final VoicePacer pacer = new VoicePacer();
  private final byte[] out = new byte[960];

  @Test
  void shouldGiveSilenceUntilThereIsVoice() {
    assertThat(peak(pacer)).isZero();
    assertThat(pacer.underruns()).isZero();
  }

  @Test
  void shouldSpreadAFramesBurstOverItsTime() {
    int heard = 0;
    for (int frame = 0; frame < 25; frame++) {
      write(1_920, 0.5f);
      for (int i = 0; i < 4; i++) {
        heard += peak(pacer) > 0.4 ? 1 : 0;
      }
    }
    // 100 pieces, of which the first two are the start's jitter room.
    assertThat(heard).isEqualTo(98);
    assertThat(pacer.underruns()).isZero();
    assertThat(pacer.droppedSamples()).isZero();
  }

  @Test
  void shouldRideOutAFrameThatIsTwentyMillisecondsLate() {
    write(1_920, 0.5f);
    for (int i = 0; i < 6; i++) {
      pacer.tick(out);
    }
    write(1_920, 0.5f);
    pacer.tick(out);
    assertThat(pacer.underruns()).isZero();
  }

  @Test
  void shouldFadeToSilenceWhenItRunsDry() {
    write(1_920, 0.5f);
    for (int i = 0; i < 6; i++) {
      pacer.tick(out);
    }
    pacer.tick(out);
    assertThat(pacer.underruns()).isEqualTo(1);
    assertThat(Math.abs(sample(0))).isGreaterThan(0.4);
    assertThat(sample(60)).isBetween(0.2, 0.3);
    assertThat(sample(479)).isZero();
  }

  @Test
  void shouldDropTheOldestBeyondHalfASecond() {
    write(48_000, 0.5f);
    assertThat(pacer.droppedSamples()).isEqualTo(24_000);
  }

  @Test
  void shouldWorkOffALagInThePauses() {
    write(9_600, 0f);
    for (int frame = 0; frame < 600; frame++) {
      write(1_920, 0f);
      for (int i = 0; i < 4; i++) {
        pacer.tick(out);
      }
    }
    // The 200 ms that were too much are gone, the 20 ms of jitter room are not.
    assertThat(pacer.droppedSamples()).isEqualTo(9_600);
    assertThat(pacer.underruns()).isZero();
  }

  /** The lane was held up, and hands over at once what it missed; nobody pauses. */
  @Test
  void shouldNotLetAVoiceComeLongAfterItsPictures() {
    frames(50);
    write(14_400, 0.5f);
    frames(50);
    assertThat(pacer.droppedSamples()).as("the 300 ms that are too much").isEqualTo(14_400);
    assertThat(pacer.underruns()).isZero();
    frames(500);
    assertThat(pacer.droppedSamples()).as("nothing more").isEqualTo(14_400);
  }

  private void frames(int count) {
    for (int frame = 0; frame < count; frame++) {
      write(1_920, 0.5f);
      for (int i = 0; i < 4; i++) {
        pacer.tick(out);
      }
    }
  }

  @Test
  void shouldMakeSilenceOfNotANumber() {
    for (int i = 0; i < 4; i++) {
      write(480, Float.NaN);
    }
    for (int i = 0; i < 4; i++) {
      assertThat(peak(pacer)).isZero();
    }
  }

  private void write(int samples, float value) {
    float[] pcm = new float[samples];
    Arrays.fill(pcm, value);
    pacer.write(pcm, 0, samples);
  }

  private double peak(VoicePacer p) {
    p.tick(out);
    double peak = 0;
    for (int i = 0; i < 480; i++) {
      peak = Math.max(peak, Math.abs(sample(i)));
    }
    return peak;
  }

  private double sample(int i) {
    return (short) ((out[2 * i] & 0xff) | out[2 * i + 1] << 8) / 32_768.0;
  }
}
