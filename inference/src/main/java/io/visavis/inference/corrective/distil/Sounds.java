package io.visavis.inference.corrective.distil;

import java.util.SplittableRandom;

/**
 * Sounds by chance where there is no recording: silence, hiss and sung vowels, a fifth of a second
 * each. A vowel is a train of pulses through three resonators (Klatt 1980), its pitch and formants
 * drawn from what people have.
 */
final class Sounds {
  private static final int RATE = 48_000;
  private static final int PIECE = RATE / 5;
  private static final double[] LOWEST = {250, 800, 2200};
  private static final double[] HIGHEST = {900, 2300, 3000};
  private static final double[] BANDWIDTH = {80, 110, 160};

  private Sounds() {}

  /** So many seconds at 48 kHz, peaks about 0.5. */
  static float[] random(SplittableRandom random, int seconds) {
    float[] out = new float[RATE * seconds];
    for (int at = 0; at < out.length; at += PIECE) {
      double level = Math.pow(10, -random.nextDouble(1.5));
      switch (random.nextInt(4)) {
        case 0 -> {}
        case 1 -> hiss(out, at, 0.2 * level, random);
        default -> vowel(out, at, level, random);
      }
    }
    return out;
  }

  private static void hiss(float[] out, int at, double level, SplittableRandom random) {
    double before = 0;
    for (int i = 0; i < PIECE; i++) {
      double white = random.nextDouble(-1, 1);
      out[at + i] = (float) (level * swell(i) * (white - before));
      before = white;
    }
  }

  private static void vowel(float[] out, int at, double level, SplittableRandom random) {
    double[] sound = new double[PIECE];
    double pitch = random.nextDouble(80, 300);
    for (double t = 0; t < PIECE; t += RATE / pitch) {
      sound[(int) t] = 1;
    }
    for (int f = 0; f < LOWEST.length; f++) {
      double r = Math.exp(-Math.PI * BANDWIDTH[f] / RATE);
      double turn = 2 * Math.PI * random.nextDouble(LOWEST[f], HIGHEST[f]) / RATE;
      double b = 2 * r * Math.cos(turn);
      double gain = 1 - b + r * r;
      double one = 0;
      double two = 0;
      for (int i = 0; i < PIECE; i++) {
        double y = gain * sound[i] + b * one - r * r * two;
        two = one;
        one = y;
        sound[i] = y;
      }
    }
    double peak = 1e-9;
    for (double s : sound) {
      peak = Math.max(peak, Math.abs(s));
    }
    for (int i = 0; i < PIECE; i++) {
      out[at + i] = (float) (0.5 * level * swell(i) * sound[i] / peak);
    }
  }

  /** In and out within 20 ms. */
  private static double swell(int i) {
    return Math.min(1, Math.min(i, PIECE - i) / (0.02 * RATE));
  }
}
