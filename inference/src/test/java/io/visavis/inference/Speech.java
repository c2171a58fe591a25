package io.visavis.inference;

import java.util.Random;

/** Something that sounds a little like speech: bursts of harmonics with pauses. */
public final class Speech {
  private Speech() {}

  /** Enough 48 kHz samples for so many frames, look-ahead included. */
  public static float[] of(long seed, int frames) {
    Random random = new Random(seed);
    float[] x = new float[frames * 1_920 + 30_000];
    double pitch = 110 + random.nextInt(120);
    double phase = 0;
    for (int i = 0; i < x.length; i++) {
      double t = i / 48_000.0;
      double syllable = Math.max(0, Math.sin(2 * Math.PI * 3.3 * t + seed));
      double phrase = Math.sin(2 * Math.PI * 0.4 * t + seed) > -0.3 ? 1 : 0;
      phase += 2 * Math.PI * (pitch + 15 * Math.sin(3 * t)) / 48_000;
      double v = 0;
      for (int k = 1; k < 9; k++) {
        v += Math.sin(k * phase) / k;
      }
      x[i] = (float) (0.15 * v * syllable * phrase + 0.0005 * random.nextGaussian());
    }
    return x;
  }
}
