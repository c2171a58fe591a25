package io.visavis.loadclient;

import java.util.Locale;
import java.util.Map;

/** A report as a table for a terminal. */
final class TextReport {
  private TextReport() {}

  static String of(Report r) {
    StringBuilder s = new StringBuilder();
    line(
        s,
        "%d conversations, %d portrayals watched, %.0f s",
        r.sessions(),
        r.portrayals().size(),
        r.seconds());
    line(s, "");
    line(
        s,
        "%-34s %9s %6s %8s %8s %7s %6s %-10s",
        "portrayal",
        "size",
        "fps",
        "gap p95",
        "gap max",
        ">120 ms",
        "voice",
        "codec");
    for (Report.Seen p : r.portrayals()) {
      line(
          s,
          "%-34s %4dx%-4d %6.1f %5.0f ms %5.0f ms %7d %5.0f%% %-10s",
          tail(p.path()),
          p.width(),
          p.height(),
          p.framesPerSecond(),
          p.gapP95Millis(),
          p.gapMaxMillis(),
          p.gapsOver120Millis(),
          100 * p.voiceShare(),
          p.codec());
    }
    line(s, "");
    Report.VoiceToVideo v = r.voiceToVideo();
    if (v.pictures() == 0) {
      line(s, "voice to video    the server's /metrics say nothing");
    } else {
      line(
          s,
          "voice to video    p50 %s, p95 %s, p99 %s; %.1f%% within 120 ms",
          millis(v.p50Millis()),
          millis(v.p95Millis()),
          millis(v.p99Millis()),
          v.within120Percent());
      line(s, "late pictures     %d of %d (%.2f%%)", v.late(), v.pictures(), v.latePercent());
    }
    line(s, "");
    line(s, "%-10s %9s %9s %9s %9s %9s", "stage, ms", "p50", "p95", "p99", "max", "frames");
    for (Map.Entry<String, Samples.Spread> e : r.stagesMillis().entrySet()) {
      Samples.Spread x = e.getValue();
      line(
          s,
          "%-10s %9.2f %9.2f %9.2f %9.2f %9d",
          e.getKey(),
          x.p50(),
          x.p95(),
          x.p99(),
          x.max(),
          x.count());
    }
    line(s, "");
    Report.Use u = r.use();
    line(
        s,
        "client CPU %.0f%% of one core; machine busy %.0f%%, steal %.1f%% of %d cores",
        u.clientOfOneCore(),
        u.machine(),
        u.steal(),
        u.cores());
    r.events().forEach((kind, n) -> line(s, "event %s: %d", kind, n));
    r.failures().forEach(f -> line(s, "FAILED: %s", f));
    return s.toString();
  }

  /** A picture that never came is infinitely late. */
  static String millis(double value) {
    return Double.isInfinite(value) ? "never" : String.format(Locale.ROOT, "%.0f ms", value);
  }

  private static void line(StringBuilder s, String format, Object... values) {
    s.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
  }

  private static String tail(String path) {
    return path.length() <= 34 ? path : "…" + path.substring(path.length() - 33);
  }
}
