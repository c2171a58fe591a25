package io.visavis.loadclient;

import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** What comes at the client from the first session to the last, for the line that shows it. */
final class Live {
  private final LongAdder frames = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final Recorder micros = new Recorder(3);

  void frame() {
    frames.increment();
  }

  void late(long count) {
    late.add(count);
  }

  void behind(double millis) {
    micros.recordValue(Math.max(0, Math.round(1e3 * millis)));
  }

  /** Frames since the start. */
  long frames() {
    return frames.sum();
  }

  /** Late motion frames since the start; of pictures the server knows. */
  long lateFrames() {
    return late.sum();
  }

  /** How far motion was behind, in microseconds, since the last call. One thread. */
  Histogram delays() {
    return micros.getIntervalHistogram();
  }
}
