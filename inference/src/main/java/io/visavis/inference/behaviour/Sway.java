package io.visavis.inference.behaviour;

/**
 * Slow smooth noise: sinusoids between two frequencies at random phases, amplitudes falling with
 * frequency, of unit variance. A function of time.
 */
public final class Sway {
  private static final int PARTS = 5;

  private final double[] omega = new double[PARTS];
  private final double[] phase = new double[PARTS];
  private final double[] amplitude = new double[PARTS];

  /** Noise for one purpose, between two frequencies in hertz. */
  public Sway(long seed, String purpose, double lo, double hi) {
    Draws draws = new Draws(seed, purpose);
    double power = 0;
    for (int i = 0; i < PARTS; i++) {
      double f = lo * Math.pow(hi / lo, (i + draws.uniform()) / PARTS);
      omega[i] = 2 * Math.PI * f;
      phase[i] = draws.uniform(0, 2 * Math.PI);
      amplitude[i] = Math.sqrt(lo / f);
      power += 0.5 * amplitude[i] * amplitude[i];
    }
    for (int i = 0; i < PARTS; i++) {
      amplitude[i] /= Math.sqrt(power);
    }
  }

  /** Its value at a time, seconds. */
  public double at(double t) {
    double sum = 0;
    for (int i = 0; i < PARTS; i++) {
      sum += amplitude[i] * Math.sin(omega[i] * t + phase[i]);
    }
    return sum;
  }
}
