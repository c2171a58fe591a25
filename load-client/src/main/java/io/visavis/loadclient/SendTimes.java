package io.visavis.loadclient;

import java.util.concurrent.atomic.AtomicLongArray;

/** When the last ten or twenty seconds of voice were sent. One thread writes, any reads. */
final class SendTimes {
  private static final int KEPT = 1_024;

  private final AtomicLongArray nanos = new AtomicLongArray(KEPT);
  private final int samples;
  private volatile long newest = -1;

  /** Of pieces of so many samples at 48 kHz. */
  SendTimes(int samples) {
    this.samples = samples;
  }

  /** The piece with that number is sent now. */
  void sent(long piece, long now) {
    nanos.set((int) (piece % KEPT), now);
    newest = piece;
  }

  /**
   * How long ago the sample of an instant was sent.
   *
   * @param t seconds on the participant's clock
   * @return milliseconds; NaN if it has not been sent, or too long ago
   */
  double behindMillis(double t, long now) {
    long piece = Math.floorDiv(Math.round(48_000 * t), samples);
    long n = newest;
    if (piece < 0 || piece > n || piece <= n - KEPT + 1) {
      return Double.NaN;
    }
    return (now - nanos.get((int) (piece % KEPT))) / 1e6;
  }
}
