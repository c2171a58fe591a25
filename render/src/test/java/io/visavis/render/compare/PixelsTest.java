package io.visavis.render.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PixelsTest {
  /** Red grows to the right, green downwards, a blue square of 4x3 at (5, 2). */
  private static Pixels picture() {
    float[][] rgb = new float[3][20 * 12];
    for (int i = 0; i < 20 * 12; i++) {
      int x = i % 20;
      int y = i / 20;
      rgb[0][i] = x / 20f;
      rgb[1][i] = y / 12f;
      rgb[2][i] = x >= 5 && x < 9 && y >= 2 && y < 5 ? 1 : 0;
    }
    return new Pixels(20, 12, rgb);
  }

  @Test
  void shouldCutWhatIsAsked() {
    Pixels cut = picture().cut(new Region(5, 2, 4, 3));
    assertThat(cut.rgb()[2]).hasSize(12).containsOnly(1);
    assertThat(cut.rgb()[0]).startsWith(0.25f, 0.3f, 0.35f, 0.4f, 0.25f);
    assertThat(cut.rgb()[1]).startsWith(2 / 12f).endsWith(4 / 12f);
  }

  @Test
  void shouldFindTheWhiteOfAMask() {
    float[] plane = picture().rgb()[2];
    assertThat(new Pixels(20, 12, new float[][] {plane, plane, plane}).bright())
        .contains(new Region(5, 2, 4, 3));
    assertThat(new Pixels(20, 12, new float[3][240]).bright()).isEmpty();
  }

  @Test
  void shouldKeepBrightnessAndPlaceInAnotherSize() {
    for (int[] size : new int[][] {{10, 6}, {7, 5}, {41, 30}}) {
      Pixels scaled = picture().scaled(size[0], size[1]);
      for (int c = 0; c < 3; c++) {
        assertThat(mean(scaled.rgb()[c])).isCloseTo(mean(picture().rgb()[c]), within(0.012));
      }
      // A ramp stays the same ramp: the middle of a new pixel lies between those of old ones.
      int x = size[0] / 2;
      float red = scaled.rgb()[0][size[1] / 2 * size[0] + x];
      assertThat(red).isCloseTo((float) ((x + 0.5) / size[0] - 0.5 / 20), within(1e-3f));
    }
  }

  @Test
  void shouldNotShowStripesThatAreFinerThanPixels() {
    float[] stripes = new float[60 * 40];
    for (int i = 0; i < stripes.length; i++) {
      stripes[i] = i % 2;
    }
    Pixels scaled = new Pixels(60, 40, new float[][] {stripes, stripes, stripes}).scaled(20, 13);
    for (float v : scaled.rgb()[0]) {
      assertThat(v).isCloseTo(0.5f, within(0.1f));
    }
  }

  @Test
  void shouldBoundPointsAndStayInThePicture() {
    assertThat(Region.around(new double[] {3.2, 4.9, 10, 5.1}, 20, 12))
        .contains(new Region(3, 4, 7, 2));
    assertThat(Region.around(new double[] {-9, -5, 100, 5}, 20, 12))
        .contains(new Region(0, 0, 20, 5));
    assertThat(Region.around(new double[] {30, 1, 40, 5}, 20, 12)).isEmpty();
    assertThat(Region.around(new double[] {1, 1, Double.NaN, 5}, 20, 12)).isEmpty();
  }

  private static double mean(float[] v) {
    double sum = 0;
    for (float x : v) {
      sum += x;
    }
    return sum / v.length;
  }
}
