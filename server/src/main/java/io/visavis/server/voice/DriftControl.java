package io.visavis.server.voice;

/**
 * Holds the amount of voice that waits where it was in its first two seconds, by reading a little
 * faster or slower: a proportional and integral control of the smoothed level. Owned by one lane.
 *
 * <p>Clocks are off by up to 300 ppm, and arrival is far noisier than that: so it is slow, and has
 * a dead band in which nothing is resampled at all.
 */
final class DriftControl {
  /** Steps are within 500 ppm of 1: what 300 ppm have piled up is taken down again. */
  static final double LIMIT = 500e-6;

  private static final double TICKS_A_SECOND = 25;
  private static final double PROPORTIONAL = 6e-5; // a millisecond
  private static final double INTEGRAL = 6e-7; // a millisecond and second
  private static final double DEAD_BAND_MILLIS = 5;
  private static final double IGNORE_ABOVE_MILLIS = 80;
  private static final double SMOOTHING = 1 / (8 * TICKS_A_SECOND);

  private static final int REFERENCE_TICKS = 50;

  private double level;
  private double reference;
  private int ticks;
  private double sum;

  /** Forgets everything. */
  void reset() {
    level = 0;
    reference = 0;
    ticks = 0;
    sum = 0;
  }

  /**
   * The step to read with for the next 40 ms: input samples a sample.
   *
   * @param waitingMillis voice that has been sent by now and not been read
   */
  double step(double waitingMillis) {
    if (ticks < REFERENCE_TICKS) {
      ticks++;
      reference += (waitingMillis - reference) / ticks;
      return 1;
    }
    double error = waitingMillis - reference;
    if (Math.abs(error) > IGNORE_ABOVE_MILLIS) {
      return 1; // a burst from a sender that is faster than real time is no drift
    }
    level += SMOOTHING * (error - level);
    double e = Math.signum(level) * Math.max(0, Math.abs(level) - DEAD_BAND_MILLIS);
    sum = Math.clamp(sum + INTEGRAL * e / TICKS_A_SECOND, -LIMIT, LIMIT);
    return 1 + Math.clamp(PROPORTIONAL * e + sum, -LIMIT, LIMIT);
  }
}
