package io.visavis.loadclient;

import java.util.List;

/**
 * How long faces were behind their voices.
 *
 * @param frames that there should have been
 * @param late more than 40 ms after they were due, or never
 * @param p50Millis voice to picture, or voice to motion frame; infinite for what never came
 * @param within120Percent frames within 120 ms
 * @param curve percentile to milliseconds
 */
record Delay(
    long frames,
    long late,
    double p50Millis,
    double p95Millis,
    double p99Millis,
    double within120Percent,
    List<Point> curve) {

  /** Of the times that the client took itself. */
  static Delay of(Times times, long frames, long late) {
    Spread s = times.spread();
    return new Delay(
        frames, late, s.p50(), s.p95(), s.p99(), times.withinPercent(120), times.curve());
  }

  double latePercent() {
    return frames == 0 ? 0 : 100.0 * late / frames;
  }
}
