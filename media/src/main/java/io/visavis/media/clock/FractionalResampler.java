package io.visavis.media.clock;

import java.util.Arrays;

/**
 * Stretches or squeezes a voice by fractions of a percent: windowed-sinc interpolation with 16 taps
 * at any position between samples. Delays by {@value #DELAY} samples. One thread.
 */
final class FractionalResampler {
  /** Samples from the newest one needed to the position that is made. */
  static final int DELAY = 8;

  private static final int TAPS = 16;
  private static final int PHASES = 256;
  private static final float[][] KERNEL = kernel();

  private float[] buffer = new float[4_096];
  private int filled = TAPS;
  private double position = TAPS - DELAY;

  /**
   * Takes a block and makes what it allows.
   *
   * @param step input samples an output sample, near 1
   * @param out room for {@code length / step + 2} samples
   * @return number of samples made
   */
  int process(float[] in, int offset, int length, double step, float[] out) {
    if (filled + length > buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * (filled + length));
    }
    System.arraycopy(in, offset, buffer, filled, length);
    filled += length;
    int made = 0;
    while (position + DELAY < filled) {
      out[made++] = at(position);
      position += step;
    }
    int drop = (int) position - DELAY;
    if (drop > 0) {
      System.arraycopy(buffer, drop, buffer, 0, filled - drop);
      filled -= drop;
      position -= drop;
    }
    return made;
  }

  private float at(double where) {
    int base = (int) where;
    double phase = (where - base) * PHASES;
    int p = (int) phase;
    float mix = (float) (phase - p);
    float[] a = KERNEL[p];
    float[] b = KERNEL[p + 1];
    float sum = 0;
    for (int k = 0; k < TAPS; k++) {
      sum += buffer[base - DELAY + 1 + k] * (a[k] + mix * (b[k] - a[k]));
    }
    return sum;
  }

  /** [phase][tap]: sinc under a Blackman window, each phase summing to 1. */
  private static float[][] kernel() {
    float[][] table = new float[PHASES + 1][TAPS];
    for (int p = 0; p <= PHASES; p++) {
      double sum = 0;
      double[] row = new double[TAPS];
      for (int k = 0; k < TAPS; k++) {
        double x = k - (DELAY - 1) - p / (double) PHASES;
        double sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
        double u = (x + DELAY) / TAPS;
        double window =
            u <= 0 || u >= 1
                ? 0
                : 0.42 - 0.5 * Math.cos(2 * Math.PI * u) + 0.08 * Math.cos(4 * Math.PI * u);
        row[k] = sinc * window;
        sum += row[k];
      }
      for (int k = 0; k < TAPS; k++) {
        table[p][k] = (float) (row[k] / sum);
      }
    }
    return table;
  }
}
