package io.visavis.loadclient;

/**
 * Says which motion frames come late: more than 40 ms after they are due. Frame n is due 40 n ms
 * after the conversation's beginning, which is known by the frame that was least delayed; it may
 * drift by 300 ppm, as clocks do. One thread.
 */
final class Due {
  private static final long FRAME = 40_000_000;
  private static final double DRIFT = 300e-6;

  private boolean known;
  private double beginning;
  private long last;

  /**
   * Takes a frame.
   *
   * @param n its number
   * @param nanos when it came
   * @return whether it was late
   */
  boolean late(long n, long nanos) {
    double offset = nanos - (double) FRAME * n;
    double drifted = beginning + DRIFT * (nanos - last);
    beginning = known ? Math.min(offset, drifted) : offset;
    known = true;
    last = nanos;
    return offset - beginning > FRAME;
  }
}
