package io.visavis.loadclient;

import org.jspecify.annotations.Nullable;

/** What comes of one portrayal over one measurement. Any thread. */
final class Arrivals {
  private static final double LONG_MILLIS = 120;

  private final Times intervals = new Times();
  private final Times delays = new Times();
  private long frames;
  private long last;
  private long longIntervals;
  private long late;
  private long missing;
  private long samples;

  /** A frame, at this client's clock. */
  synchronized void frame(long nanos) {
    if (frames > 0) {
      double millis = (nanos - last) / 1e6;
      intervals.add(millis);
      longIntervals += millis > LONG_MILLIS ? 1 : 0;
    }
    frames++;
    last = nanos;
  }

  /** The frame that came was late. */
  synchronized void late() {
    late++;
  }

  /** The frame that came was so long behind its voice. */
  synchronized void behind(double millis) {
    delays.add(millis);
  }

  /** So many frames were left out. */
  synchronized void missing(long count) {
    missing += count;
    late += count;
    delays.never(count);
  }

  /** Sound, at 48 kHz. */
  synchronized void heard(int count) {
    samples += count;
  }

  /** Adds what came behind its voice to a sum of all portrayals. */
  void delaysTo(Times sum) {
    sum.addAll(delays);
  }

  /** What has been seen over that many seconds, by its own clock where it is motion. */
  synchronized Seen seen(String portrayal, double seconds, boolean motion, Seen.@Nullable Video v) {
    return new Seen(
        portrayal,
        frames,
        frames / seconds,
        intervals.spread(),
        longIntervals,
        motion ? Delay.of(delays, frames + missing, late) : null,
        v);
  }

  synchronized double voiceShare(double seconds) {
    return samples / 48_000.0 / seconds;
  }
}
