package io.visavis.server.lane;

/**
 * Counts the time in which this process ran, for those who are patient with others: while a machine
 * is paused nobody is heard of, and nobody has been silent. Whoever waits by it asks once a second;
 * of a longer time between two questions only {@value #MOST} ns count. Any thread.
 */
public final class WakingClock implements NanoClock {
  static final long MOST = 2_000_000_000L;

  private final NanoClock clock;

  // Both guarded by this.
  private long asked;
  private long awake;

  /** Counts by that clock. */
  public WakingClock(NanoClock clock) {
    this.clock = clock;
    this.asked = clock.nanoTime();
  }

  @Override
  public synchronized long nanoTime() {
    long now = clock.nanoTime();
    awake += Math.clamp(now - asked, 0, MOST);
    asked = now;
    return awake;
  }
}
