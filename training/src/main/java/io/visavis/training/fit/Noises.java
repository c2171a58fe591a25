package io.visavis.training.fit;

import java.util.List;
import java.util.SplittableRandom;

/** Beds of noise of different colours, and of many voices at once, each of power 1. */
final class Noises {
  private static final int LENGTH = 1 << 19;
  private static final int COLOURS = 9;

  private final float[][] beds;

  /**
   * @param voices recordings that babble is mixed from
   */
  Noises(List<float[]> voices, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    beds = new float[COLOURS + 3][];
    for (int i = 0; i < COLOURS; i++) {
      beds[i] = coloured(i, random);
    }
    for (int i = COLOURS; i < beds.length; i++) {
      beds[i] = babble(voices, random);
    }
  }

  /** White first, then ever more of the low tones, some with a hum of a band. */
  private static float[] coloured(int index, SplittableRandom random) {
    float[] x = new float[LENGTH];
    double lowMix = index == 0 ? 0 : random.nextDouble(0.2, 1);
    double pole = index < 3 ? 0.7 : random.nextDouble(0.85, 0.995);
    double low = 0;
    double slow = 1;
    for (int i = 0; i < LENGTH; i++) {
      double white = random.nextGaussian();
      low = pole * low + Math.sqrt(1 - pole * pole) * white;
      if (index % 3 == 2 && i % 800 == 0) {
        slow = Math.clamp(slow + 0.25 * random.nextGaussian(), 0.3, 1.8);
      }
      x[i] = (float) (slow * (lowMix * low + (1 - lowMix) * white));
    }
    return normalised(x);
  }

  private static float[] babble(List<float[]> voices, SplittableRandom random) {
    float[] x = new float[LENGTH];
    for (int layer = 0; layer < 6; layer++) {
      int at = 0;
      while (at < LENGTH) {
        float[] v = voices.get(random.nextInt(voices.size()));
        for (int i = 0; i < v.length && at < LENGTH; i++) {
          x[at++] += v[i];
        }
      }
    }
    return normalised(x);
  }

  private static float[] normalised(float[] x) {
    double energy = 1e-9;
    for (float v : x) {
      energy += v * v;
    }
    float gain = (float) (1 / Math.sqrt(energy / x.length));
    for (int i = 0; i < x.length; i++) {
      x[i] *= gain;
    }
    return x;
  }

  /**
   * Adds a mixture of two beds.
   *
   * @param amplitude root of the mixture's power
   */
  void add(float[] x, double amplitude, SplittableRandom random) {
    // A third of the draws are plain white: the hardest for closures at the same level.
    boolean white = random.nextInt(3) == 0;
    float[] a = white ? beds[0] : beds[random.nextInt(beds.length)];
    float[] b = beds[random.nextInt(beds.length)];
    double mix = white ? random.nextDouble(0, 0.2) : random.nextDouble(0, 1);
    double norm = 1 / Math.sqrt(mix * mix + (1 - mix) * (1 - mix));
    float ga = (float) (amplitude * norm * (1 - mix));
    float gb = (float) (amplitude * norm * mix);
    int ia = random.nextInt(LENGTH - x.length);
    int ib = random.nextInt(LENGTH - x.length);
    for (int i = 0; i < x.length; i++) {
      x[i] += ga * a[ia + i] + gb * b[ib + i];
    }
  }
}
