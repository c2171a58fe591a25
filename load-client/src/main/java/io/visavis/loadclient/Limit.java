package io.visavis.loadclient;

import java.util.ArrayList;
import java.util.List;

/**
 * What a load must keep to.
 *
 * @param latePercent most late frames, in percent
 * @param p95Millis most milliseconds from voice to face, of 95 frames in 100
 */
record Limit(double latePercent, double p95Millis) {

  /** What a measurement breaks, in words; empty if it keeps to the limit. */
  String broken(Measurement m) {
    List<String> why = new ArrayList<>();
    Delay d = m.delay();
    if (d.latePercent() > latePercent) {
      why.add(Text.format("late %.2f%%, above %s%%", d.latePercent(), plain(latePercent)));
    }
    if (d.p95Millis() > p95Millis) {
      why.add("p95 " + Text.millis(d.p95Millis()) + ", above " + Text.millis(p95Millis));
    }
    if (d.frames() == 0) {
      why.add("no frame was counted");
    }
    if (!m.failures().isEmpty()) {
      why.add(Text.count(m.failures().size(), "conversation") + " broke off");
    }
    return String.join("; ", why);
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Text.format("%.0f", value) : String.valueOf(value);
  }
}
