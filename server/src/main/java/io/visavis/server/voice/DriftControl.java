package io.visavis.server.voice;

/**
 * Holds the amount of voice that waits where it was in its first two seconds, by reading a little
 * faster or slower: a proportional and integral control of the smoothed level. Owned by one lane.
 *
 * <p>Clocks are off by up to 300 ppm, and arrival is far noisier than that: so it is slow, and has
 * a dead band in which nothing is resampled at all, wider where arrival is uneven. What it has
 * learnt of a sender's clock in a minute or more outlasts gaps and skips: else a slow one would use
 * up the room for jitter anew after each of them.
 */
final class DriftControl {
  /** Steps are within 500 ppm of 1: what 300 ppm have piled up is taken down again. */
  static final double LIMIT = 500e-6;

  private static final double TICKS_A_SECOND = 25;
  private static final double PROPORTIONAL = 1e-4; // a millisecond
  private static final double INTEGRAL = 2.5e-6; // a millisecond and second
  private static final double LEAST_BAND_MILLIS = 2;
  private static final double MOST_BAND_MILLIS = 6;
  private static final double IGNORE_ABOVE_MILLIS = 80;
  private static final double SMOOTHING = 1 / (6 * TICKS_A_SECOND);

  private static final int REFERENCE_TICKS = 50;
  private static final int LEARNING_TICKS = 1_500;

  private double level;
  private double reference;
  private int ticks;
  private double spread; // mean distance from the level
  private double sum;
  private double learnt; // what the sum was when a spell of more than a minute ended

  /** Another sender: forgets everything. */
  void forget() {
    ticks = 0;
    learnt = 0;
    settle();
  }

  /** The same sender, of whom another amount is to wait from now on. */
  void settle() {
    learnt = ticks < LEARNING_TICKS ? learnt : sum;
    sum = learnt;
    level = 0;
    spread = 0;
    reference = 0;
    ticks = 0;
  }

  /** The same sender, of whom so much more is to wait from now on than did. */
  void expect(double moreMillis) {
    reference += moreMillis;
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
      return 1 + sum;
    }
    double error = waitingMillis - reference;
    ticks++;
    if (Math.abs(error) > IGNORE_ABOVE_MILLIS) {
      return 1 + sum; // a burst from a sender that is faster than real time is no drift
    }
    level += SMOOTHING * (error - level);
    spread += SMOOTHING * (Math.abs(error - level) - spread);
    double band = Math.clamp(spread, LEAST_BAND_MILLIS, MOST_BAND_MILLIS);
    double e = Math.signum(level) * Math.max(0, Math.abs(level) - band);
    sum = Math.clamp(sum + INTEGRAL * e / TICKS_A_SECOND, -LIMIT, LIMIT);
    return 1 + Math.clamp(PROPORTIONAL * e + sum, -LIMIT, LIMIT);
  }
}
