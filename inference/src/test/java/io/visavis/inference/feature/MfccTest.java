package io.visavis.inference.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MfccTest {
  private static final int BINS = 257;

  @Test
  void shouldEqualThePlainDefinition() {
    float[] x = noisyTone(3_000);
    float[][] frames = Mfcc.ofClip(x);
    // 400 samples, and as many times 160 as it takes to pass 3000.
    assertThat(frames).hasNumberOfRows(18);
    for (int j : new int[] {0, 1, 9, 17}) {
      double[] wanted = plain(x, j);
      for (int n = 0; n < 13; n++) {
        assertThat((double) frames[j][n])
            .as("frame %d value %d", j, n)
            .isCloseTo(wanted[n], within(1e-4));
      }
    }
  }

  @Test
  void shouldHearSilenceAsTheLeastPower() {
    float[][] frames = Mfcc.ofClip(new float[100]);
    assertThat(frames).hasNumberOfRows(1);
    assertThat((double) frames[0][0]).isCloseTo(-52 * Math.log(2), within(1e-4));
    for (int n = 1; n < 13; n++) {
      assertThat((double) frames[0][n]).as("%d", n).isCloseTo(0, within(1e-4));
    }
  }

  /** By Parseval's theorem; one click becomes 1 and -0.97, whose bins 0 and 256 count whole. */
  @Test
  void shouldHearTheEnergyOfAClick() {
    float[] x = new float[400];
    x[200] = 0.5f;
    double whole = 1 + 0.97 * 0.97;
    double ends = (0.03 * 0.03 + 1.97 * 1.97) / 512;
    double energy = 16_384.0 * 16_384 * (whole + ends) / 2;
    assertThat((double) Mfcc.ofClip(x)[0][0]).isCloseTo(Math.log(energy), within(1e-4));
  }

  @Test
  void shouldChangeOnlyTheFirstValueWithLoudness() {
    float[] x = noisyTone(2_000);
    float[] half = x.clone();
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.round(x[i] * 16_384) / 16_384f;
      half[i] = x[i] / 2;
    }
    float[] loud = Mfcc.ofClip(x)[5];
    float[] soft = Mfcc.ofClip(half)[5];
    assertThat((double) loud[0] - soft[0]).isCloseTo(2 * Math.log(2), within(1e-4));
    for (int n = 1; n < 13; n++) {
      assertThat(loud[n]).isCloseTo(soft[n], within(1e-3f));
    }
  }

  private static float[] noisyTone(int samples) {
    Random random = new Random(5);
    float[] x = new float[samples];
    for (int i = 0; i < samples; i++) {
      x[i] = (float) (0.3 * Math.sin(i * 0.31) + 0.05 * random.nextGaussian());
    }
    return x;
  }

  /** Frame j by sums as they are written in books. */
  private static double[] plain(float[] x, int j) {
    double[] power = new double[BINS];
    double energy = 0;
    for (int k = 0; k < BINS; k++) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < 400; i++) {
        double y = sample(x, 160 * j + i) - 0.97 * sample(x, 160 * j + i - 1);
        y = 160 * j + i < x.length ? y : 0;
        re += y * Math.cos(2 * Math.PI * k * i / 512);
        im -= y * Math.sin(2 * Math.PI * k * i / 512);
      }
      power[k] = (re * re + im * im) / 512;
      energy += power[k];
    }
    double[] out = new double[13];
    for (int n = 0; n < 13; n++) {
      double sum = 0;
      for (int b = 1; b <= 26; b++) {
        sum += Math.log(band(power, b)) * Math.cos(Math.PI * n * (2 * b - 1) / 52);
      }
      out[n] = sum * Math.sqrt(2 / 26.0) * (1 + 11 * Math.sin(Math.PI * n / 22));
    }
    out[0] = Math.log(energy);
    return out;
  }

  private static double band(double[] power, int b) {
    int low = corner(b - 1);
    int middle = corner(b);
    int high = corner(b + 1);
    double sum = 0;
    for (int k = low; k <= high; k++) {
      double rise = k < middle ? (double) (k - low) / (middle - low) : 1;
      double fall = k > middle ? (double) (high - k) / (high - middle) : 1;
      sum += rise * fall * power[k];
    }
    return sum;
  }

  private static int corner(int i) {
    double mel = i / 27.0 * 2595 * Math.log10(1 + 8000 / 700.0);
    return (int) Math.floor(513 * 700 * (Math.pow(10, mel / 2595) - 1) / 16_000);
  }

  private static double sample(float[] x, int i) {
    return i < 0 || i >= x.length ? 0 : Math.round(32_768 * x[i]);
  }
}
