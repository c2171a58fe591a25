package io.visavis.inference.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {
  @ParameterizedTest
  @CsvSource({
    "48000,16000",
    "16000,48000",
    "44100,48000",
    "22050,16000",
    "8000,48000",
    "11025,16000",
    "4000,48000",
    "192000,48000",
    "44101,48000",
    "48000,48000"
  })
  void shouldKeepAToneWhereItIsInTime(int from, int to) {
    double f = 0.35 * Math.min(from, to);
    float[] in = tone(f, from, from / 4);
    float[] out = Resampler.resample(in, from, to);
    assertThat(out).hasSize((int) (((long) in.length * to + from - 1) / from));
    double worst = 0;
    for (int m = out.length / 4; m < out.length * 3 / 4; m++) {
      worst = Math.max(worst, Math.abs(out[m] - 0.5 * Math.sin(2 * Math.PI * f * m / to)));
    }
    assertThat(worst).isLessThan(5e-4);
  }

  @ParameterizedTest
  @ValueSource(ints = {8_300, 9_000, 12_000, 20_000})
  void shouldTakeOutWhatTheLowerRateCannotHold(int f) {
    float[] out = Resampler.resample(tone(f, 48_000, 24_000), 48_000, 16_000);
    double power = 0;
    for (int m = 2_000; m < 6_000; m++) {
      power += out[m] * out[m] / 4_000.0;
    }
    assertThat(10 * Math.log10(power / 0.125)).isLessThan(-60);
  }

  @ParameterizedTest
  @CsvSource({"48000,16000", "44100,48000", "44101,48000"})
  void shouldGiveTheSameBitsHoweverTheInputIsCut(int from, int to) {
    Random random = new Random(7);
    float[] in = new float[20_000];
    for (int i = 0; i < in.length; i++) {
      in[i] = random.nextFloat() - 0.5f;
    }
    Resampler whole = new Resampler(from, to);
    float[] a = new float[whole.maxOutput(in.length)];
    int count = whole.process(in, 0, in.length, a, 0);
    Resampler cut = new Resampler(from, to);
    float[] b = new float[a.length];
    int written = 0;
    for (int at = 0; at < in.length; ) {
      int n = Math.min(in.length - at, random.nextInt(4) == 0 ? 1 : random.nextInt(3_000));
      written += cut.process(in, at, n, b, written);
      at += n;
    }
    assertThat(written).isEqualTo(count);
    assertThat(b).isEqualTo(a);
  }

  @ParameterizedTest
  @CsvSource({"48000,16000", "44100,48000", "48000,48000"})
  void shouldHearSilenceAsItHearsTheFaintestNoise(int from, int to) {
    float[] out = Resampler.resample(speechAndPauses(0), from, to);
    float[] noisy = Resampler.resample(speechAndPauses(1e-30f), from, to);
    assertThat(out).containsExactly(noisy, within(1e-20f));
  }

  /** Pauses of several lengths, some within a block. */
  private static float[] speechAndPauses(float pause) {
    Random random = new Random(5);
    float[] clip = new float[30_000];
    for (int i = 0; i < clip.length; i++) {
      boolean spoken = i % 7_001 < 2_500 || i % 2_903 < 60;
      clip[i] = spoken ? random.nextFloat() - 0.5f : pause;
    }
    return clip;
  }

  @Test
  void shouldWriteASampleAsSoonAsItsLookaheadIsThere() {
    Resampler resampler = new Resampler(48_000, 16_000);
    assertThat(resampler.lookahead()).isEqualTo(120);
    float[] out = new float[4];
    assertThat(resampler.process(new float[120], 0, 120, out, 0)).isZero();
    assertThat(resampler.process(new float[1], 0, 1, out, 0)).isEqualTo(1);
    assertThat(resampler.process(new float[2], 0, 2, out, 0)).isZero();
    assertThat(resampler.process(new float[1], 0, 1, out, 0)).isEqualTo(1);
  }

  @Test
  void shouldPassAConstant() {
    float[] in = new float[4_000];
    java.util.Arrays.fill(in, 0.7f);
    float[] out = Resampler.resample(in, 44_100, 16_000);
    for (int m = 200; m < 1_200; m++) {
      assertThat(out[m]).isCloseTo(0.7f, within(1e-5f));
    }
  }

  @Test
  void shouldRefuseARateOfZero() {
    assertThatThrownBy(() -> new Resampler(0, 16_000)).hasMessageContaining("rates are positive");
  }

  private static float[] tone(double f, int rate, int length) {
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = (float) (0.5 * Math.sin(2 * Math.PI * f * i / rate));
    }
    return x;
  }
}
