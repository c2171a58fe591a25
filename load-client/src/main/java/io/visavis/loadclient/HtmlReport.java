package io.visavis.loadclient;

import org.jspecify.annotations.Nullable;

/** A report as one HTML page that needs nothing else. */
final class HtmlReport {
  private final Report report;
  private final boolean motion;
  private final StringBuilder s = new StringBuilder(Html.HEAD);

  private HtmlReport(Report report) {
    this.report = report;
    motion = report.plan().receive() == Receive.MOTION;
  }

  static String of(Report r) {
    return new HtmlReport(r).page();
  }

  private String page() {
    Measurement m = report.measured();
    s.append("<h1>visavis under load</h1><p>")
        .append(Html.escape(report.target()))
        .append(
            Text.format(
                ": %s, %s received as %s, %.0f s%s</p>",
                Text.count(m.sessions(), "conversation"),
                Text.count(m.seen().size(), "portrayal"),
                motion ? "motion" : "pictures",
                m.seconds(),
                report.stopped() ? ", stopped early" : ""));
    m.failures().forEach(f -> s.append("<p class=\"bad\">").append(Html.escape(f)).append("</p>"));
    search(report.search());
    delay(m.delay());
    use(m);
    portrayals(m);
    stages(m);
    s.append("<h2>From second to second</h2>").append(HtmlPlots.timeline(report.timeline()));
    return s.append("</html>\n").toString();
  }

  private void search(@Nullable Search search) {
    if (search == null) {
      return;
    }
    s.append(Text.format("<h2>Most sessions that hold: %d</h2><p>", search.largest()))
        .append(Html.escape(search.ended()))
        .append(
            search.largest() > 0
                ? " The rest of this page is of that number.</p>"
                : " The rest of this page is of the first step.</p>");
    table("sessions", "late", "p50", "p95", "server", "a session", "client", "busy", "steal", "");
    for (Step step : search.steps()) {
      Measurement m = step.measured();
      Double server = m.use().serverCores();
      row(
          step.sessions(),
          Text.format("%.2f%%", m.delay().latePercent()),
          Text.millis(m.delay().p50Millis()),
          Text.millis(m.delay().p95Millis()),
          server == null ? "–" : Text.format("%.2f", server),
          server == null ? "–" : Text.format("%.3f", server / step.sessions()),
          Text.format("%.2f", m.use().clientCores()),
          Text.format("%.0f%%", m.use().busyPercent()),
          Text.format("%.1f%%", m.use().stealPercent()),
          (step.held() ? "holds" : step.broken()) + (step.again() ? ", after the refusal" : ""));
    }
    s.append("</table></div>").append(HtmlPlots.search(search));
  }

  private void delay(Delay d) {
    String what = motion ? "Voice to motion" : "Voice to video";
    s.append("<h2>").append(what).append("</h2>");
    if (d.frames() == 0) {
      s.append("<p>Nothing is known of it.</p>");
      return;
    }
    table("frames", "late", "p50", "p95", "p99", "within 120 ms");
    row(
        d.frames(),
        Text.format("%d (%.2f%%)", d.late(), d.latePercent()),
        Text.millis(d.p50Millis()),
        Text.millis(d.p95Millis()),
        Text.millis(d.p99Millis()),
        Text.format("%.1f%%", d.within120Percent()));
    Limit limit = report.plan().limit();
    s.append("</table></div>")
        .append(HtmlPlots.delay(what, d, limit == null ? null : limit.p95Millis()));
  }

  private void use(Measurement m) {
    Use u = m.use();
    Double server = u.serverCores();
    s.append("<h2>Processors</h2><p>")
        .append(
            server == null
                ? "The server does not say what it used."
                : Text.format("Server %.2f cores, %.3f a session.", server, server / m.sessions()))
        .append(
            Text.format(
                " Client %.2f cores; this machine busy %.0f%%, steal %.1f%% of %d cores. The"
                    + " client sent 99%% of the voices at most %.1f ms late.</p>",
                u.clientCores(),
                u.busyPercent(),
                u.stealPercent(),
                u.cores(),
                m.senderLag().p99()));
  }

  private void portrayals(Measurement m) {
    if (m.seen().isEmpty()) {
      return;
    }
    s.append("<h2>Portrayals</h2>").append(HtmlPlots.intervals(m.seen()));
    table("portrayal", "fps", "gap p50", "gap p95", "gap p99", "gap max", "> 120 ms", "");
    for (Seen p : m.seen()) {
      Spread g = p.intervals();
      row(
          p.portrayal(),
          Text.format("%.1f", p.framesPerSecond()),
          Text.millis(g.p50()),
          Text.millis(g.p95()),
          Text.millis(g.p99()),
          Text.millis(g.max()),
          p.intervalsOver120(),
          what(p));
    }
    s.append("</table></div>");
  }

  private static String what(Seen p) {
    Seen.Video v = p.picture();
    Delay d = p.motion();
    if (v != null) {
      return Text.format("%d × %d %s", v.width(), v.height(), v.codec());
    }
    return d == null ? "" : "voice to motion p95 " + Text.millis(d.p95Millis());
  }

  private void stages(Measurement m) {
    if (m.stages().isEmpty()) {
      return;
    }
    s.append("<h2>Stages of a frame</h2>");
    table("stage", "p50", "p95", "p99", "max");
    m.stages()
        .forEach(
            (stage, x) ->
                row(
                    stage,
                    Text.format("%.2f ms", x.p50()),
                    Text.format("%.2f ms", x.p95()),
                    Text.format("%.2f ms", x.p99()),
                    Text.format("%.2f ms", x.max())));
    s.append("</table></div>");
  }

  private void table(Object... headings) {
    s.append("<div class=\"scroll\"><table>").append(Html.row("th", headings));
  }

  private void row(Object... values) {
    s.append(Html.row("td", values));
  }
}
