package io.visavis.training.net.dual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.visavis.training.net.ArrayOps;
import io.visavis.training.net.Weights;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class MelodyTest {
  private static final int RATE = 16_000;
  private static final int FRAME = RATE / 25;
  private static final int FRAMES = 200;

  /** Channels. */
  private static final int VOICED = 0;

  private static final int HEIGHT = 1;
  private static final int INVITES = 6;

  @Test
  void shouldHearWhetherAVoiceIsHighOrLowForItselfHoweverLoudAndHighItIs() {
    for (double usual : new double[] {95, 210}) {
      for (double loud : new double[] {0.02, 0.4}) {
        // Up and down by a sixth of an octave, a period of 1.6 s.
        float[] melody =
            melody(
                voice(t -> usual * Math.pow(2, Math.sin(2 * Math.PI * t / 1.6) / 6), loud, 0.001));
        float top = at(melody, 170, HEIGHT);
        float bottom = at(melody, 190, HEIGHT);
        assertThat(top).as("%.0f Hz, top", usual).isCloseTo(1.57f, within(0.35f));
        assertThat(bottom).as("%.0f Hz, bottom", usual).isCloseTo(-1.57f, within(0.35f));
        assertThat(at(melody, 190, VOICED)).isEqualTo(1);
      }
    }
  }

  @Test
  void shouldHearNoVoiceInNoiseAndSilence() {
    float[] noise = melody(voice(t -> 0, 0, 0.1));
    float[] silence = melody(new float[FRAMES * FRAME]);
    for (int n = 50; n < FRAMES; n++) {
      assertThat(at(silence, n, VOICED)).isZero();
      assertThat(at(noise, n, VOICED)).as("frame %d", n).isLessThan(0.5f);
    }
    for (float x : silence) {
      assertThat(x).isFinite();
    }
  }

  @Test
  void shouldBeInvitedByLowPitchAfterSpeech() {
    // Three seconds of talk up and down, then low for a fifth of a second.
    float[] melody =
        melody(
            voice(
                t -> t % 4 < 3 ? 120 * Math.pow(2, Math.sin(2 * Math.PI * t * 3) / 8) : 100,
                0.2,
                0.001));
    assertThat(at(melody, 7 * 25 + 5, INVITES)).isGreaterThan(0.5f);
    assertThat(at(melody, 7 * 25 - 3, INVITES)).isLessThan(0.3f);
  }

  private static float at(float[] melody, int frame, int channel) {
    return melody[frame * Melody.SIZE + channel];
  }

  /** Harmonics up to 3 kHz of a pitch that changes, in noise. */
  private static float[] voice(DoubleUnaryOperator hertz, double loud, double noise) {
    SplittableRandom random = new SplittableRandom(1);
    float[] out = new float[FRAMES * FRAME];
    double phase = 0;
    for (int i = 0; i < out.length; i++) {
      double f = hertz.applyAsDouble(i / (double) RATE);
      phase += 2 * Math.PI * f / RATE;
      double sum = 0;
      for (int k = 1; f > 0 && k * f < 3000; k++) {
        sum += Math.cos(k * phase) / k;
      }
      out[i] = (float) (loud * sum + noise * random.nextGaussian());
    }
    return out;
  }

  private static float[] melody(float[] voice) {
    float[] windows = new float[FRAMES * Melody.WINDOW];
    System.arraycopy(voice, 0, windows, 0, voice.length);
    try (NDManager manager = NDManager.newBaseManager()) {
      return Melody.of(
              new ArrayOps(new Weights(manager, 1), 0),
              manager.create(windows, new Shape(1, FRAMES, Melody.WINDOW)))
          .toFloatArray();
    }
  }
}
