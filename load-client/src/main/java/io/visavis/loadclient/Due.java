package io.visavis.loadclient;

/**
 * Says which motion frames come late: more than 40 ms after they are due. Frame n is due 40 n ms
 * after the conversation's beginning, which is known by the frame that was least delayed; it may
 * drift by 300 ppm, as clocks do. A second of nothing but late frames is a new beginning: a server
 * that stood still for longer leaves out what it missed. One thread.
 */
final class Due {
  private static final long FRAME = 40_000_000;
  private static final double DRIFT = 300e-6;

  private static final int ANEW = 25;

  private boolean known;
  private double beginning;
  private long last;
  private int lateOnes; // one after the other
  private double leastOfThem;

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
    boolean late = offset - beginning > FRAME;
    leastOfThem = lateOnes == 0 ? offset : Math.min(leastOfThem, offset);
    lateOnes = late ? lateOnes + 1 : 0;
    if (lateOnes == ANEW) {
      beginning = leastOfThem;
      lateOnes = 0;
    }
    return late;
  }
}
