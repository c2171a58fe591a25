package io.visavis.bench.siege;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server's {@code /metrics} say of all pictures so far.
 *
 * @param pictures that were handed over or dropped
 * @param late of them
 * @param seconds from voice to video, all together
 */
record Lateness(double pictures, double late, double seconds) {
  private static final Pattern LINE =
      Pattern.compile(
          "(?m)^(visavis_frames_late_total|visavis_voice_to_video_seconds_(?:count|sum))(?:\\{[^}]*\\})? (\\S+)");

  static Lateness of(String metrics) {
    double pictures = 0;
    double late = 0;
    double seconds = 0;
    Matcher m = LINE.matcher(metrics);
    while (m.find()) {
      double value = Double.parseDouble(m.group(2));
      switch (m.group(1)) {
        case "visavis_frames_late_total" -> late += value;
        case "visavis_voice_to_video_seconds_sum" -> seconds += value;
        default -> pictures += value;
      }
    }
    return new Lateness(pictures, late, seconds);
  }

  Lateness since(Lateness before) {
    return new Lateness(pictures - before.pictures, late - before.late, seconds - before.seconds);
  }

  /** Of a hundred pictures. */
  double percent() {
    return 100 * late / pictures;
  }

  /** From voice to video, mean. */
  double millis() {
    return 1e3 * seconds / pictures;
  }
}
