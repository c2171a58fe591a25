package io.visavis.server.voice;

/**
 * Notices voice that waits longer than it has to: what has waited all through the last two seconds.
 * A sender that stood still, or a network that did, brings all that it kept at once; heard from its
 * beginning, everything after it would be late for ever. Owned by one lane.
 */
final class StandingDelay {
  /** What may stand: the control of drift moves within it, and a skip is heard. */
  static final double MOST_MILLIS = 100;

  /** What a skip leaves, as room for jitter. */
  private static final double LEFT_MILLIS = 40;

  private static final int WINDOW_TICKS = 50;

  private double least = Double.POSITIVE_INFINITY;
  private int ticks;

  /** Forgets everything. */
  void reset() {
    least = Double.POSITIVE_INFINITY;
    ticks = 0;
  }

  /**
   * What may be skipped now.
   *
   * @param waitingMillis voice that had arrived and was not needed at this tick of 40 ms
   * @return milliseconds, 0 almost always
   */
  double excess(double waitingMillis) {
    least = Math.min(least, waitingMillis);
    ticks++;
    if (ticks < WINDOW_TICKS) {
      return 0;
    }
    double excess = least > MOST_MILLIS ? least - LEFT_MILLIS : 0;
    reset();
    return excess;
  }
}
