package io.visavis.training.net.dual;

import io.visavis.training.net.Ops;

/**
 * The seeded latent: white noise through leaky integrators of several time constants, each of unit
 * variance, and oscillators at the frequencies of nods. It varies slowly or swings evenly; there is
 * no white noise left in it that could tremble.
 */
public final class Latent {
  /** Of each slow channel. */
  private static final double[] SECONDS = {0.3, 0.3, 0.3, 0.3, 0.3, 1, 1, 1, 1, 1, 4, 4, 4, 4, 4};

  private static final double EASE_SECONDS = 0.08;

  /** Of each swinging channel. */
  private static final double[] HERTZ = {3.2, 3.2, 4.2, 4.2};

  private static final double SWING_SECONDS = 0.35;

  /** Channels of the noise, and of what comes out. */
  public static final int SIZE = SECONDS.length + HERTZ.length;

  /** Frames after which it no longer matters that it began at 0. */
  public static final int WARM_UP = 300;

  private Latent() {}

  /** From white noise [B, n, SIZE]. */
  public static <T> T of(Ops<T> o, T noise) {
    int slow = SECONDS.length;
    T x = o.smooth(o.part(noise, 0, slow), "latent", slow, SECONDS);
    x = o.smooth(x, "latent.ease", slow, EASE_SECONDS);
    T y = o.swing(o.part(noise, slow, SIZE), "swing", HERTZ, SWING_SECONDS);
    return o.scaled(o.concat(x, y), "latent.unit", unit());
  }

  /** What gives each channel the variance 1. */
  private static float[] unit() {
    float[] gains = new float[SIZE];
    for (int c = 0; c < SECONDS.length; c++) {
      gains[c] = (float) (1 / deviation(SECONDS[c], EASE_SECONDS));
    }
    double keep = keep(SWING_SECONDS);
    java.util.Arrays.fill(gains, SECONDS.length, SIZE, (float) Math.sqrt(2 * (1 - keep * keep)));
    return gains;
  }

  /** Of white noise of unit variance after two integrators. */
  private static double deviation(double first, double second) {
    double a = keep(first);
    double b = keep(second);
    double whole = Math.pow((1 - a) * (1 - b), 2) * (1 + a * b);
    return Math.sqrt(whole / ((1 - a * a) * (1 - b * b) * (1 - a * b)));
  }

  private static double keep(double seconds) {
    return Math.exp(-1 / (25 * seconds));
  }
}
