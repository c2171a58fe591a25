package io.visavis.render.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.visavis.render.cpu.Harmonic;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HarmonicLanesTest {
  private final float[] scratch = new float[HarmonicLanes.SCRATCH];

  @Test
  void shouldBeTheHarmonicsOfTheReference() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      double polar = Math.acos(2 * random.nextDouble() - 1);
      double turn = 2 * Math.PI * random.nextDouble();
      point(Math.sin(polar) * Math.cos(turn), Math.sin(polar) * Math.sin(turn), Math.cos(polar));
      HarmonicLanes.evaluate(3, scratch);
      int at = 0;
      for (int l = 1; l <= 3; l++) {
        for (int m = -l; m <= l; m++) {
          assertThat((double) scratch[HarmonicLanes.OUT + at++ * Lanes.COUNT])
              .as("harmonic %d, %d at %s, %s", l, m, polar, turn)
              .isCloseTo(harmonic(l, m, polar, turn), within(1e-6));
        }
      }
    }
  }

  @Test
  void shouldTakeDirectionsFromTheCameraInATurnedFrame() {
    float[][] mean = {filled(3), filled(1), filled(7)};
    // A quarter turn about z: x becomes y, y becomes -x.
    float[] turn = {0, -1, 0, 1, 0, 0, 0, 0, 1};

    HarmonicLanes.direction(mean, new float[] {1, 2, 5}, turn, scratch, 0);

    // (2, -1, 2) / 3, turned.
    assertThat(scratch[HarmonicLanes.DIRECTION]).isCloseTo(1 / 3f, within(1e-6f));
    assertThat(scratch[HarmonicLanes.DIRECTION + Lanes.COUNT]).isCloseTo(2 / 3f, within(1e-6f));
    assertThat(scratch[HarmonicLanes.DIRECTION + 2 * Lanes.COUNT]).isCloseTo(2 / 3f, within(1e-6f));
  }

  @Test
  void shouldHaveNoDirectionAtTheCamera() {
    float[][] mean = {filled(1), filled(2), filled(3)};
    float[] turn = {1, 0, 0, 0, 1, 0, 0, 0, 1};

    HarmonicLanes.direction(mean, new float[] {1, 2, 3}, turn, scratch, 0);
    HarmonicLanes.evaluate(3, scratch);

    for (int j = 0; j < Harmonic.MOST; j++) {
      assertThat(scratch[HarmonicLanes.OUT + j * Lanes.COUNT]).isFinite();
    }
  }

  /** sqrt(2) N P_l^m(cos polar) cos(m turn), or sine, with the Condon-Shortley phase, by angles. */
  private static double harmonic(int l, int m, double polar, double turn) {
    int order = Math.abs(m);
    double norm = (2 * l + 1) / (4 * Math.PI) * factorial(l - order) / factorial(l + order);
    double angle = m == 0 ? 1 : Math.sqrt(2) * (m > 0 ? Math.cos(m * turn) : Math.sin(-m * turn));
    return Math.sqrt(norm) * legendre(l, order, polar) * angle;
  }

  /**
   * P_m^m = (-sin)^m (2m - 1)!!, then upwards: (l - m) P_l = (2l - 1) cos P_l-1 - (l + m - 1)
   * P_l-2.
   */
  private static double legendre(int l, int m, double polar) {
    double two = 0;
    double one = 1;
    for (int k = 1; k <= m; k++) {
      one *= -(2 * k - 1) * Math.sin(polar);
    }
    for (int k = m + 1; k <= l; k++) {
      double next = ((2 * k - 1) * Math.cos(polar) * one - (k + m - 1) * two) / (k - m);
      two = one;
      one = next;
    }
    return one;
  }

  private static double factorial(int n) {
    return n < 2 ? 1 : n * factorial(n - 1);
  }

  private void point(double x, double y, double z) {
    double[] d = {x, y, z};
    for (int c = 0; c < 3; c++) {
      int at = HarmonicLanes.DIRECTION + c * Lanes.COUNT;
      Arrays.fill(scratch, at, at + Lanes.COUNT, (float) d[c]);
    }
  }

  private static float[] filled(float value) {
    float[] out = new float[Lanes.COUNT];
    Arrays.fill(out, value);
    return out;
  }
}
