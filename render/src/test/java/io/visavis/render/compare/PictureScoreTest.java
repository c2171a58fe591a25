package io.visavis.render.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PictureScoreTest {
  @Test
  void shouldFindNoDifferenceBetweenEqualPictures() {
    Pixels picture = noise(40, 30, 1);
    PictureScore score = PictureScore.of(picture, picture);
    assertThat(score.l1()).isZero();
    assertThat(score.psnr()).isInfinite().isPositive();
    assertThat(score.ssim()).isCloseTo(1, within(1e-12));
  }

  @Test
  void shouldMeasureAShiftOfConstants() {
    for (double shift : new double[] {0.01, 0.1, 0.5}) {
      double a = 0.3;
      double b = a + shift;
      PictureScore score = PictureScore.of(constant(24, 20, a), constant(24, 20, b));
      assertThat(score.l1()).isCloseTo(shift, within(1e-7));
      assertThat(score.psnr()).isCloseTo(-20 * Math.log10(shift), within(1e-4));
      // Without any variance only the term of the means is left.
      double ssim = (2 * a * b + 1e-4) / (a * a + b * b + 1e-4);
      assertThat(score.ssim()).isCloseTo(ssim, within(1e-6));
    }
  }

  @Test
  void shouldNotMindWhichIsTheReference() {
    Pixels a = noise(33, 27, 2);
    Pixels b = noise(33, 27, 3);
    PictureScore there = PictureScore.of(a, b);
    PictureScore back = PictureScore.of(b, a);
    assertThat(there.l1()).isEqualTo(back.l1());
    assertThat(there.psnr()).isEqualTo(back.psnr());
    assertThat(there.ssim()).isCloseTo(back.ssim(), within(1e-12)).isLessThan(0.3);
  }

  @Test
  void shouldMeasureSimilarityAsItIsWrittenDown() {
    Pixels a = noise(19, 15, 4);
    Pixels b = mixed(a, noise(19, 15, 5));
    double sum = 0;
    int windows = 0;
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y + 11 <= 15; y++) {
        for (int x = 0; x + 11 <= 19; x++) {
          sum += plainWindow(a.rgb()[c], b.rgb()[c], 19, x, y);
          windows++;
        }
      }
    }
    double ssim = PictureScore.of(a, b).ssim();
    assertThat(ssim).isCloseTo(sum / windows, within(1e-9)).isBetween(0.2, 0.95);
  }

  @Test
  void shouldSeeBlurRatherAsLostStructureThanAsLostBrightness() {
    Pixels a = noise(64, 64, 6);
    Pixels blurred = a.scaled(16, 16).scaled(64, 64);
    Pixels darker = new Pixels(64, 64, new float[3][]);
    for (int c = 0; c < 3; c++) {
      darker.rgb()[c] = a.rgb()[c].clone();
      for (int i = 0; i < 64 * 64; i++) {
        darker.rgb()[c][i] *= 0.9f;
      }
    }
    assertThat(PictureScore.of(a, blurred).ssim())
        .isLessThan(PictureScore.of(a, darker).ssim() - 0.3);
  }

  @Test
  void shouldRefuseWhatCannotBeCompared() {
    assertThatThrownBy(() -> PictureScore.of(constant(20, 20, 0), constant(21, 20, 0)))
        .hasMessage("Pictures of 20x20 and 21x20 cannot be compared; they must be of one size.");
    assertThatThrownBy(() -> PictureScore.of(constant(10, 20, 0), constant(10, 20, 0)))
        .hasMessage("Pictures of 10x20 cannot be compared; 11 pixels on a side are the least.");
  }

  /** The equations with nothing made fast: weighted mean, then weighted squares about it. */
  private static double plainWindow(float[] a, float[] b, int width, int left, int top) {
    double[] w = new double[121];
    double[] p = new double[121];
    double[] q = new double[121];
    double total = 0;
    for (int i = 0; i < 121; i++) {
      int dx = i % 11 - 5;
      int dy = i / 11 - 5;
      w[i] = Math.exp(-(dx * dx + dy * dy) / 4.5);
      total += w[i];
      int at = (top + i / 11) * width + left + i % 11;
      p[i] = a[at];
      q[i] = b[at];
    }
    double mp = 0;
    double mq = 0;
    for (int i = 0; i < 121; i++) {
      mp += w[i] / total * p[i];
      mq += w[i] / total * q[i];
    }
    double vp = 0;
    double vq = 0;
    double cov = 0;
    for (int i = 0; i < 121; i++) {
      vp += w[i] / total * (p[i] - mp) * (p[i] - mp);
      vq += w[i] / total * (q[i] - mq) * (q[i] - mq);
      cov += w[i] / total * (p[i] - mp) * (q[i] - mq);
    }
    return (2 * mp * mq + 1e-4)
        * (2 * cov + 9e-4)
        / ((mp * mp + mq * mq + 1e-4) * (vp + vq + 9e-4));
  }

  private static Pixels constant(int width, int height, double value) {
    float[][] rgb = new float[3][width * height];
    for (float[] plane : rgb) {
      Arrays.fill(plane, (float) value);
    }
    return new Pixels(width, height, rgb);
  }

  private static Pixels noise(int width, int height, long seed) {
    Random random = new Random(seed);
    float[][] rgb = new float[3][width * height];
    for (float[] plane : rgb) {
      for (int i = 0; i < plane.length; i++) {
        plane[i] = random.nextFloat();
      }
    }
    return new Pixels(width, height, rgb);
  }

  private static Pixels mixed(Pixels a, Pixels b) {
    float[][] rgb = new float[3][a.rgb()[0].length];
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < rgb[c].length; i++) {
        rgb[c][i] = 0.6f * a.rgb()[c][i] + 0.4f * b.rgb()[c][i];
      }
    }
    return new Pixels(a.width(), a.height(), rgb);
  }
}
