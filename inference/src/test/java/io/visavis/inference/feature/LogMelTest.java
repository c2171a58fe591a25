package io.visavis.inference.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogMelTest {
  private static final FeatureSpec SPEC = FeatureSpec.standard();

  @Test
  void shouldEqualThePlainDefinition() {
    float[] x = speechLike(4_000);
    float[][] frames = LogMel.ofClip(SPEC, 16_000, x);
    assertThat(frames).hasNumberOfRows(26);
    for (int j : new int[] {0, 1, 12, 25}) {
      double[] wanted = reference(x, j);
      for (int b = 0; b < 40; b++) {
        assertThat((double) frames[j][b])
            .as("frame %d band %d", j, b)
            .isCloseTo(wanted[b], within(2e-3));
      }
    }
  }

  @Test
  void shouldHearAToneInItsBand() {
    float[] x = new float[16_000];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Math.sin(2 * Math.PI * 1_000 * i / 16_000.0);
    }
    float[] frame = LogMel.ofClip(SPEC, 16_000, x)[50];
    int loudest = 0;
    for (int b = 1; b < 40; b++) {
      loudest = frame[b] > frame[loudest] ? b : loudest;
    }
    // mel(1000) is 32.9% of the way from mel(60) to mel(7600); 41 steps lie between the edges
    assertThat(loudest).isBetween(11, 13);
  }

  @Test
  void shouldStayAtTheFloorInSilence() {
    for (float[] frame : LogMel.ofClip(SPEC, 16_000, new float[1_600])) {
      assertThat(frame).containsOnly((float) Math.log(1e-8f));
    }
  }

  @Test
  void shouldHearSilenceAsItHearsTheFaintestNoise() {
    float[] silent = speechLike(9_999);
    float[] noisy = silent.clone();
    for (int i = 0; i < silent.length; i++) {
      if (i % 2_500 > 700 && i % 1_301 > 30) {
        silent[i] = 0;
        noisy[i] = 1e-15f;
      }
    }
    assertThat(LogMel.ofClip(SPEC, 16_000, silent))
        .isDeepEqualTo(LogMel.ofClip(SPEC, 16_000, noisy));
  }

  @Test
  void shouldGiveTheSameBitsHoweverTheInputIsCut() {
    float[] x = speechLike(9_999);
    List<float[]> whole = new ArrayList<>();
    new LogMel(SPEC, 16_000).accept(x, 0, x.length, (j, f) -> whole.add(f.clone()));
    List<float[]> cut = new ArrayList<>();
    LogMel mel = new LogMel(SPEC, 16_000);
    Random random = new Random(3);
    for (int at = 0; at < x.length; ) {
      int n = Math.min(x.length - at, random.nextInt(700));
      mel.accept(
          x,
          at,
          n,
          (j, f) -> {
            assertThat(j).isEqualTo(cut.size());
            cut.add(f.clone());
          });
      at += n;
    }
    assertThat(cut).hasSameSizeAs(whole);
    for (int j = 0; j < cut.size(); j++) {
      assertThat(cut.get(j)).isEqualTo(whole.get(j));
    }
  }

  @Test
  void shouldHandOutAFrameWithItsLastSample() {
    LogMel mel = new LogMel(SPEC, 16_000);
    assertThat(mel.lookahead()).isEqualTo(200);
    int[] seen = {0};
    mel.accept(new float[199], 0, 199, (j, f) -> seen[0]++);
    assertThat(seen[0]).isZero();
    mel.accept(new float[1], 0, 1, (j, f) -> seen[0]++);
    assertThat(seen[0]).isEqualTo(1);
  }

  @Test
  void shouldTakeOutTheRunningMean() {
    FeatureSpec spec = SPEC.withPrior(filled(-5), 2);
    RunningMean mean = new RunningMean(spec);
    Random random = new Random(1);
    double d = Math.exp(-0.01 / 3);
    List<Double> seen = new ArrayList<>();
    float[] out = new float[40];
    for (int j = 0; j < 400; j++) {
      double x = random.nextGaussian() * 3 - 9;
      seen.add(x);
      mean.apply(filled((float) x), out, 0);
      double num = -5 * 50 * Math.pow(d, j);
      double den = 50 * Math.pow(d, j);
      for (int i = 0; i <= j; i++) {
        num += Math.pow(d, j - i) * seen.get(i);
        den += Math.pow(d, j - i);
      }
      assertThat((double) out[7]).isCloseTo((x - num / den) / 2, within(1e-4));
    }
  }

  private static float[] filled(float v) {
    float[] f = new float[40];
    java.util.Arrays.fill(f, v);
    return f;
  }

  private static float[] speechLike(int n) {
    Random random = new Random(11);
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) (0.3 * Math.sin(i * 0.05) * Math.sin(i * 0.4) + 0.02 * random.nextGaussian());
    }
    return x;
  }

  /** The definition, term by term, in double precision. */
  private static double[] reference(float[] x, int j) {
    double[] power = new double[257];
    for (int k = 0; k <= 256; k++) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < 400; i++) {
        int s = 160 * j - 200 + i;
        double v = s < 0 || s >= x.length ? 0 : x[s];
        double w = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / 399);
        re += v * w * Math.cos(2 * Math.PI * k * i / 512);
        im -= v * w * Math.sin(2 * Math.PI * k * i / 512);
      }
      power[k] = re * re + im * im;
    }
    double m0 = 2595 * Math.log10(1 + 60 / 700.0);
    double m1 = 2595 * Math.log10(1 + 7600 / 700.0);
    double[] edge = new double[42];
    for (int i = 0; i < 42; i++) {
      edge[i] = 700 * (Math.pow(10, (m0 + (m1 - m0) * i / 41) / 2595) - 1);
    }
    double[] out = new double[40];
    for (int b = 0; b < 40; b++) {
      double sum = 0;
      double norm = 0;
      int nearest = 0;
      double[] w = new double[257];
      for (int k = 0; k <= 256; k++) {
        double f = k * 31.25;
        w[k] =
            Math.max(
                0,
                Math.min(
                    (f - edge[b]) / (edge[b + 1] - edge[b]),
                    (edge[b + 2] - f) / (edge[b + 2] - edge[b + 1])));
        norm += w[k];
        nearest = Math.abs(f - edge[b + 1]) < Math.abs(nearest * 31.25 - edge[b + 1]) ? k : nearest;
      }
      if (norm < 0.5) {
        w[nearest] += 0.5;
        norm += 0.5;
      }
      for (int k = 0; k <= 256; k++) {
        sum += w[k] / norm * power[k];
      }
      out[b] = Math.log(sum + 1e-8);
    }
    return out;
  }
}
