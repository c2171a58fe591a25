package io.visavis.server.voice;

/**
 * Takes a small standing delay out again, in the pauses: a voice is placed by its first packet, and
 * where that one was late everything after it would be. While nobody speaks, voice is read a
 * twentieth faster, which nobody hears. Owned by one lane.
 */
final class CatchUp {
  /** How much faster voice is read meanwhile. */
  static final double STEP = 1.05;

  /** Peak of a block in which nobody speaks. */
  static final float QUIET = 0.01f;

  /**
   * What may stand beyond the play-out delay and a packet's length: a source that changes its pace,
   * as WebRTC's device does on a busy machine, needs some of it until that is learnt.
   */
  private static final double SLACK_MILLIS = 3;

  /** What has to wait at every moment of a window: room for jitter that there was. */
  private static final double JITTER_MILLIS = 5;

  /** Less than that beyond it may stand for ever. */
  private static final double WORTH_IT_MILLIS = 2;

  private static final int WINDOW_TICKS = 50;
  private static final double TICK_MILLIS = 40;

  private final double playOutMillis;
  private double leastWaiting;
  private double leastDelay;
  private int ticks;
  private double left;

  /** With that play-out delay. */
  CatchUp(double playOutMillis) {
    this.playOutMillis = playOutMillis;
    reset();
  }

  /** Forgets everything. */
  void reset() {
    leastWaiting = Double.POSITIVE_INFINITY;
    leastDelay = Double.POSITIVE_INFINITY;
    ticks = 0;
    left = 0;
  }

  /**
   * Whether to read the next 40 ms faster, by {@link #STEP}.
   *
   * @param waitingMillis voice that had arrived and was not needed
   * @param delayMillis the same, with what the sender has said since its newest packet came
   * @param packetMillis length of the newest packet
   * @param spareMillis what may be caught up with at most
   * @param quiet whether nobody spoke in the block before
   */
  boolean hurries(
      double waitingMillis,
      double delayMillis,
      double packetMillis,
      double spareMillis,
      boolean quiet) {
    if (left > 0) {
      if (quiet) {
        left -= (STEP - 1) * TICK_MILLIS;
        if (left <= 0) {
          reset();
        }
      }
      return quiet;
    }
    leastWaiting = Math.min(leastWaiting, waitingMillis);
    leastDelay = Math.min(leastDelay, delayMillis);
    ticks++;
    if (ticks == WINDOW_TICKS) {
      double beyond = leastDelay - (playOutMillis + packetMillis + SLACK_MILLIS);
      double excess = Math.min(beyond, Math.min(leastWaiting, spareMillis) - JITTER_MILLIS);
      reset();
      left = excess < WORTH_IT_MILLIS ? 0 : excess;
    }
    return false;
  }
}
