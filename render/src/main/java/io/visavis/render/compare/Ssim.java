package io.visavis.render.compare;

/**
 * Structural similarity (Wang, Bovik, Sheikh, Simoncelli 2004, equation 13): windows of 11x11
 * pixels under a Gaussian of standard deviation 1.5, C1 = 0.01^2 and C2 = 0.03^2 for values up to
 * 1. The mean over all windows that lie wholly within the picture, and over red, green and blue.
 */
final class Ssim {
  /** Pixels on a side of a window. */
  static final int WINDOW = 11;

  private static final double SIGMA = 1.5;
  private static final double C1 = 1e-4;
  private static final double C2 = 9e-4;

  /** Sums of a window: of a, b, aa, bb and ab. */
  private static final int SUMS = 5;

  private static final double[] WEIGHTS = weights();

  private Ssim() {}

  /** Of two pictures of one size, at least 11 pixels wide and high. */
  static double of(Pixels a, Pixels b) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      sum += plane(a.rgb()[c], b.rgb()[c], a.width(), a.height());
    }
    return sum / 3;
  }

  private static double plane(float[] a, float[] b, int width, int height) {
    int across = width - WINDOW + 1;
    int down = height - WINDOW + 1;
    // The Gaussian is separable: rows first, and of those the last eleven are kept.
    double[][] rows = new double[WINDOW][SUMS * across];
    double sum = 0;
    for (int y = 0; y < height; y++) {
      row(a, b, y * width, rows[y % WINDOW], across);
      if (y >= WINDOW - 1) {
        for (int x = 0; x < across; x++) {
          sum += window(rows, y - WINDOW + 1, SUMS * x);
        }
      }
    }
    return sum / ((double) across * down);
  }

  private static void row(float[] a, float[] b, int at, double[] out, int across) {
    for (int x = 0; x < across; x++) {
      double sa = 0;
      double sb = 0;
      double saa = 0;
      double sbb = 0;
      double sab = 0;
      for (int k = 0; k < WINDOW; k++) {
        double w = WEIGHTS[k];
        double p = a[at + x + k];
        double q = b[at + x + k];
        sa += w * p;
        sb += w * q;
        saa += w * p * p;
        sbb += w * q * q;
        sab += w * p * q;
      }
      int o = SUMS * x;
      out[o] = sa;
      out[o + 1] = sb;
      out[o + 2] = saa;
      out[o + 3] = sbb;
      out[o + 4] = sab;
    }
  }

  private static double window(double[][] rows, int top, int at) {
    double ma = 0;
    double mb = 0;
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (int k = 0; k < WINDOW; k++) {
      double w = WEIGHTS[k];
      double[] row = rows[(top + k) % WINDOW];
      ma += w * row[at];
      mb += w * row[at + 1];
      aa += w * row[at + 2];
      bb += w * row[at + 3];
      ab += w * row[at + 4];
    }
    double both = (2 * ma * mb + C1) * (2 * (ab - ma * mb) + C2);
    return both / ((ma * ma + mb * mb + C1) * (aa - ma * ma + bb - mb * mb + C2));
  }

  private static double[] weights() {
    double[] out = new double[WINDOW];
    double sum = 0;
    for (int k = 0; k < WINDOW; k++) {
      double d = k - WINDOW / 2;
      out[k] = Math.exp(-d * d / (2 * SIGMA * SIGMA));
      sum += out[k];
    }
    for (int k = 0; k < WINDOW; k++) {
      out[k] /= sum;
    }
    return out;
  }
}
