package io.visavis.loadclient;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report as tables for a terminal. */
final class TextReport {
  /** More portrayals than these are left to the files. */
  private static final int MOST_ROWS = 24;

  private final StringBuilder out = new StringBuilder();

  private TextReport() {}

  static String of(Report r) {
    TextReport t = new TextReport();
    Measurement m = r.measured();
    t.line(
        "%s%s, %s received as %s, %.0f s",
        r.stopped() ? "Stopped early. " : "",
        Text.count(m.sessions(), "conversation"),
        Text.count(m.seen().size(), "portrayal"),
        r.plan().receive() == Receive.MOTION ? "motion" : "pictures",
        m.seconds());
    t.search(r.search());
    if (m.seen().isEmpty()) {
      t.line("No portrayal was received.");
    } else {
      t.portrayals(m.seen());
      t.delay(r.plan().receive(), m.delay());
    }
    t.stages(m.stages());
    t.use(m);
    m.events().forEach((kind, n) -> t.line("event %s: %d", kind, n));
    m.failures().forEach(f -> t.line("FAILED: %s", f));
    return t.out.toString();
  }

  private void search(@Nullable Search search) {
    if (search == null) {
      return;
    }
    line("");
    line("%s", TextSteps.heading());
    search.steps().forEach(s -> line("%s", TextSteps.row(s)));
    line("");
    line("Most sessions that hold: %d. %s", search.largest(), search.ended());
    line("The tables below are of %s.", search.largest() > 0 ? "that number" : "the first step");
  }

  private void portrayals(List<Seen> seen) {
    line("");
    line(
        "%-34s %6s %8s %8s %8s %7s  %s",
        "portrayal", "fps", "gap p50", "gap p95", "gap max", ">120 ms", "");
    for (Seen p : seen.subList(0, Math.min(MOST_ROWS, seen.size()))) {
      Spread g = p.intervals();
      line(
          "%-34s %6.1f %8s %8s %8s %7d  %s",
          tail(p.portrayal()),
          p.framesPerSecond(),
          Text.millis(g.p50()),
          Text.millis(g.p95()),
          Text.millis(g.max()),
          p.intervalsOver120(),
          what(p));
    }
    if (seen.size() > MOST_ROWS) {
      line("and %d more in the files of --report", seen.size() - MOST_ROWS);
    }
  }

  private static String what(Seen p) {
    Seen.Video v = p.picture();
    Delay d = p.motion();
    if (v != null) {
      return Text.format(
          "%dx%d %s, voice %.0f%%", v.width(), v.height(), v.codec(), 100 * v.voiceShare());
    }
    return d == null
        ? ""
        : Text.format(
            "voice to motion p50 %s, p95 %s",
            Text.millis(d.p50Millis()), Text.millis(d.p95Millis()));
  }

  private void delay(Receive receive, Delay d) {
    boolean motion = receive == Receive.MOTION;
    line("");
    if (d.frames() == 0) {
      line(
          "%s", motion ? "No motion came." : "voice to video    the server's /metrics say nothing");
      return;
    }
    line(
        "voice to %-8s p50 %s, p95 %s, p99 %s; %.1f%% within 120 ms",
        motion ? "motion" : "video",
        Text.millis(d.p50Millis()),
        Text.millis(d.p95Millis()),
        Text.millis(d.p99Millis()),
        d.within120Percent());
    line("late frames       %d of %d (%.2f%%)", d.late(), d.frames(), d.latePercent());
  }

  private void stages(Map<String, Spread> stages) {
    if (stages.isEmpty()) {
      return;
    }
    line("");
    line("%-10s %9s %9s %9s %9s %9s", "stage, ms", "p50", "p95", "p99", "max", "frames");
    stages.forEach(
        (stage, x) ->
            line(
                "%-10s %9.2f %9.2f %9.2f %9.2f %9d",
                stage, x.p50(), x.p95(), x.p99(), x.max(), x.count()));
  }

  private void use(Measurement m) {
    Use u = m.use();
    Double server = u.serverCores();
    line("");
    line(
        "server CPU %s; client CPU %.2f cores; machine busy %.0f%%, steal %.1f%% of %d cores",
        server == null
            ? "unknown"
            : Text.format("%.2f cores, %.3f a session", server, server / m.sessions()),
        u.clientCores(),
        u.busyPercent(),
        u.stealPercent(),
        u.cores());
    if (m.senderLag().p99() > 10) {
      line(
          "The client was late itself: 1%% of the voices were sent %.0f ms late or more.",
          m.senderLag().p99());
    }
  }

  private void line(String format, Object... values) {
    out.append(Text.format(format, values)).append(System.lineSeparator());
  }

  private static String tail(String path) {
    return path.length() <= 34 ? path : "…" + path.substring(path.length() - 33);
  }
}
