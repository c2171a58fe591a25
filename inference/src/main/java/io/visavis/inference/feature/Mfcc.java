package io.visavis.inference.feature;

import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Mel-frequency cepstral coefficients as SyncNet (Chung and Zisserman 2016) hears them: those that
 * python_speech_features gives when nothing is set. Of samples at 16 kHz with a full scale of
 * 32768: y_i = x_i - 0.97 x_(i-1); frames of 25 ms every 10 ms without a window, zeros after the
 * end; power |FFT|^2 / 512; 26 triangles over 0 to 8000 Hz whose corners are whole bins; the
 * logarithm; the orthonormal DCT-II's first 13; value n times 1 + 11 sin(pi n / 22); the first is
 * then replaced by the logarithm of the frame's energy. Powers of 0 count as 2^-52.
 */
public final class Mfcc {
  /** Hertz of what is heard. */
  public static final int RATE = 16_000;

  /** Values of a frame. */
  public static final int SIZE = 13;

  private static final int WINDOW = RATE / 40;
  private static final int HOP = RATE / 100;
  private static final int FFT = 512;
  private static final int BINS = FFT / 2 + 1;
  private static final int BANDS = 26;
  private static final double EMPHASIS = 0.97;
  private static final double LIFTER = 22;
  private static final double LEAST = Math.ulp(1.0);

  private Mfcc() {}

  /**
   * The frames of a clip.
   *
   * @param samples at 16 kHz, full scale 1; rounded to 16 bits, as files for SyncNet have them
   * @return [frames][13], 100 frames a second: 1 + ceil((samples - 400) / 160), and 1 at least
   */
  public static float[][] ofClip(float[] samples) {
    double[] y = emphasized(samples);
    float[][] out = new float[1 + Math.max(0, (y.length - WINDOW + HOP - 1) / HOP)][SIZE];
    double[][] bank = bank();
    double[][] cosines = cosines();
    DoubleFFT_1D fft = new DoubleFFT_1D(FFT);
    double[] work = new double[FFT];
    double[] power = new double[BINS];
    double[] bands = new double[BANDS];
    for (int j = 0; j < out.length; j++) {
      java.util.Arrays.fill(work, 0);
      System.arraycopy(y, j * HOP, work, 0, Math.min(WINDOW, y.length - j * HOP));
      fft.realForward(work);
      double energy = power(work, power);
      for (int b = 0; b < BANDS; b++) {
        bands[b] = logarithm(dot(bank[b], power));
      }
      out[j][0] = (float) logarithm(energy);
      for (int n = 1; n < SIZE; n++) {
        out[j][n] = (float) dot(cosines[n], bands);
      }
    }
    return out;
  }

  private static double[] emphasized(float[] samples) {
    double[] y = new double[samples.length];
    double before = 0;
    for (int i = 0; i < y.length; i++) {
      double x = Math.clamp(Math.rint(32_768.0 * samples[i]), -32_768, 32_767);
      y[i] = i == 0 ? x : x - EMPHASIS * before;
      before = x;
    }
    return y;
  }

  /** Fills in the power of each bin, and returns their sum. */
  private static double power(double[] packed, double[] power) {
    // JTransforms packs the real parts of bins 0 and N/2 into the first two values.
    power[0] = packed[0] * packed[0] / FFT;
    power[FFT / 2] = packed[1] * packed[1] / FFT;
    double sum = power[0] + power[FFT / 2];
    for (int k = 1; k < FFT / 2; k++) {
      power[k] = (packed[2 * k] * packed[2 * k] + packed[2 * k + 1] * packed[2 * k + 1]) / FFT;
      sum += power[k];
    }
    return sum;
  }

  private static double logarithm(double power) {
    return Math.log(power == 0 ? LEAST : power);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** [bands][bins] triangles of height 1. */
  private static double[][] bank() {
    double top = 2595 * Math.log10(1 + RATE / 2 / 700.0);
    int[] corner = new int[BANDS + 2];
    for (int i = 0; i < corner.length; i++) {
      double hertz = 700 * (Math.pow(10, top * i / (BANDS + 1) / 2595) - 1);
      corner[i] = (int) Math.floor((FFT + 1) * hertz / RATE);
    }
    double[][] bank = new double[BANDS][BINS];
    for (int b = 0; b < BANDS; b++) {
      for (int k = corner[b]; k < corner[b + 1]; k++) {
        bank[b][k] = (double) (k - corner[b]) / (corner[b + 1] - corner[b]);
      }
      for (int k = corner[b + 1]; k < corner[b + 2]; k++) {
        bank[b][k] = (double) (corner[b + 2] - k) / (corner[b + 2] - corner[b + 1]);
      }
    }
    return bank;
  }

  /** [13][bands] of the DCT, lifter and all. */
  private static double[][] cosines() {
    double[][] out = new double[SIZE][BANDS];
    for (int n = 1; n < SIZE; n++) {
      double lift = 1 + LIFTER / 2 * Math.sin(Math.PI * n / LIFTER);
      for (int b = 0; b < BANDS; b++) {
        out[n][b] = lift * Math.sqrt(2.0 / BANDS) * Math.cos(Math.PI * n * (b + 0.5) / BANDS);
      }
    }
    return out;
  }
}
