package io.visavis.training.fit;

import io.visavis.training.speech.Utterance;
import java.util.SplittableRandom;
import org.jtransforms.fft.FloatFFT_1D;

/**
 * Rooms: impulse responses of a direct sound, a few early reflections, and a tail of noise that
 * decays by 60 dB in T60. Convolution by FFT; the result is in time with the direct sound.
 */
public final class Rooms {
  private static final int RATE = Utterance.RATE;

  private static final double LONGEST_T60 = 0.75;
  private static final double TAIL = 1.1;

  private final int length;
  private final int size;
  private final FloatFFT_1D fft;

  /** Spectra of what is heard of one sample in a room. */
  private final float[][] spectra;

  /**
   * A set of different rooms.
   *
   * @param count how many
   * @param length samples of every sound that {@link #apply} will be given
   */
  public Rooms(int count, int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    this.length = length;
    this.size = fftSize(length + (int) (LONGEST_T60 * TAIL * RATE));
    this.fft = new FloatFFT_1D(size);
    spectra = new float[count][];
    for (int i = 0; i < count; i++) {
      double t60 = random.nextDouble(0.12, LONGEST_T60);
      double directToReverbDb = random.nextDouble(-3, 12);
      spectra[i] = java.util.Arrays.copyOf(response(t60, directToReverbDb, random.split()), size);
      fft.realForward(spectra[i]);
    }
  }

  /** The least 2^k, 3 2^k or 5 2^k that is not below n. */
  private static int fftSize(int n) {
    int best = Integer.highestOneBit(2 * n - 1);
    for (int odd : new int[] {3, 5}) {
      int size = odd * Integer.highestOneBit(Math.max(2, 2 * ((n + odd - 1) / odd) - 1));
      best = size % 2 == 0 ? Math.min(best, size) : best;
    }
    return best;
  }

  /**
   * One room.
   *
   * @param t60 seconds in which the tail falls by 60 dB
   * @param directToReverbDb energy of the direct sound over that of all else
   */
  public static float[] response(double t60, double directToReverbDb, SplittableRandom random) {
    float[] h = new float[(int) (t60 * TAIL * RATE)];
    double energy = 0;
    int gap = (int) (random.nextDouble(0.001, 0.004) * RATE);
    double rate = 3 * Math.log(10) / (t60 * RATE);
    // The tail loses its high tones as it goes: air and walls absorb them first.
    double smooth = 0;
    double keep = random.nextDouble(0.1, 0.5);
    for (int i = gap; i < h.length; i++) {
      double noise = random.nextGaussian();
      smooth = keep * smooth + (1 - keep) * noise;
      h[i] = (float) (smooth * Math.exp(-rate * i));
      energy += h[i] * h[i];
    }
    double tail = Math.sqrt(Math.pow(10, -directToReverbDb / 10) / Math.max(energy, 1e-12));
    double early = 0.6 * tail * Math.sqrt(energy);
    for (int i = 0; i < h.length; i++) {
      h[i] *= (float) (0.8 * tail);
    }
    for (int k = 0; k < 6; k++) {
      int at = gap + random.nextInt((int) (0.03 * RATE));
      if (at < h.length) {
        h[at] += (float) (early * 0.4 * (random.nextBoolean() ? 1 : -1));
      }
    }
    h[0] = 1;
    return h;
  }

  /** The sound in a random room of the set, as long as it was and in time with it. */
  float[] apply(float[] x, SplittableRandom random) {
    if (x.length != length) {
      throw new IllegalArgumentException(
          "These rooms take %d samples, not %d.".formatted(length, x.length));
    }
    float[] a = java.util.Arrays.copyOf(x, size);
    fft.realForward(a);
    multiply(a, spectra[random.nextInt(spectra.length)]);
    fft.realInverse(a, true);
    return java.util.Arrays.copyOf(a, x.length);
  }

  /** x * h, cut to the length of x. */
  public static float[] convolved(float[] x, float[] h) {
    int n = fftSize(Math.max(2, x.length + h.length - 1));
    FloatFFT_1D fft = new FloatFFT_1D(n);
    float[] a = java.util.Arrays.copyOf(x, n);
    float[] b = java.util.Arrays.copyOf(h, n);
    fft.realForward(a);
    fft.realForward(b);
    multiply(a, b);
    fft.realInverse(a, true);
    return java.util.Arrays.copyOf(a, x.length);
  }

  /** a *= b for spectra packed by JTransforms: bins 0 and n/2 are real and come first. */
  private static void multiply(float[] a, float[] b) {
    a[0] *= b[0];
    a[1] *= b[1];
    for (int k = 2; k < a.length; k += 2) {
      float re = a[k] * b[k] - a[k + 1] * b[k + 1];
      a[k + 1] = a[k] * b[k + 1] + a[k + 1] * b[k];
      a[k] = re;
    }
  }
}
