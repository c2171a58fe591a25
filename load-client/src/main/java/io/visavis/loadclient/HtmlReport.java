package io.visavis.loadclient;

/** A report as one HTML page that needs nothing else. */
final class HtmlReport {
  private static final String HEAD =
      """
      <!doctype html><html lang="en"><meta charset="utf-8"><title>visavis load</title>
      <meta name="viewport" content="width=device-width">
      <style>
      body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:3rem auto;padding:0 1rem;
        color:#1c2430;background:#fff}
      h1{font-size:1.5rem;font-weight:600} h2{font-size:1.1rem;margin-top:2rem}
      table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
      th,td{text-align:right;padding:.35rem .6rem;border-bottom:1px solid #d8dee8}
      th:first-child,td:first-child{text-align:left} th{font-weight:500;color:#5a6778}
      .bad{color:#b3261e}
      @media(prefers-color-scheme:dark){body{background:#12161c;color:#e6eaf0}
        th,td{border-color:#2b3440} th{color:#9aa7b8} .bad{color:#ff8a80}}
      </style>
      """;

  private HtmlReport() {}

  static String of(Report r) {
    StringBuilder s = new StringBuilder(HEAD);
    s.append("<h1>visavis under load</h1><p>")
        .append(escape(r.target()))
        .append(
            format(
                ": %d conversations, %d portrayals watched, %.0f s</p>",
                r.sessions(), r.portrayals().size(), r.seconds()));
    Report.VoiceToVideo v = r.voiceToVideo();
    s.append("<h2>Voice to video</h2><table>");
    row(s, "th", "pictures", "late", "p50", "p95", "p99", "within 120 ms");
    row(
        s,
        "td",
        format("%d", v.pictures()),
        format("%d (%.2f%%)", v.late(), v.latePercent()),
        TextReport.millis(v.p50Millis()),
        TextReport.millis(v.p95Millis()),
        TextReport.millis(v.p99Millis()),
        format("%.1f%%", v.within120Percent()));
    s.append("</table><h2>Portrayals</h2><table>");
    row(s, "th", "portrayal", "size", "fps", "gap p95", "gap max", "> 120 ms", "codec");
    for (Report.Seen p : r.portrayals()) {
      row(
          s,
          "td",
          escape(p.path()),
          format("%d × %d", p.width(), p.height()),
          format("%.1f", p.framesPerSecond()),
          format("%.0f ms", p.gapP95Millis()),
          format("%.0f ms", p.gapMaxMillis()),
          format("%d", p.gapsOver120Millis()),
          escape(p.codec()));
    }
    s.append("</table><h2>Stages of a frame</h2><table>");
    row(s, "th", "stage", "p50", "p95", "p99", "max");
    r.stagesMillis()
        .forEach(
            (stage, x) ->
                row(
                    s,
                    "td",
                    escape(stage),
                    format("%.2f ms", x.p50()),
                    format("%.2f ms", x.p95()),
                    format("%.2f ms", x.p99()),
                    format("%.2f ms", x.max())));
    Report.Use u = r.use();
    s.append("</table><h2>Machine</h2><p>")
        .append(
            format(
                "Client CPU %.0f%% of one core; machine busy %.0f%%, steal %.1f%% of %d cores.</p>",
                u.clientOfOneCore(), u.machine(), u.steal(), u.cores()));
    r.failures().forEach(f -> s.append("<p class=bad>").append(escape(f)).append("</p>"));
    return s.append("</html>\n").toString();
  }

  private static void row(StringBuilder s, String cell, String... values) {
    s.append("<tr>");
    for (String v : values) {
      s.append('<').append(cell).append('>').append(v).append("</").append(cell).append('>');
    }
    s.append("</tr>");
  }

  private static String format(String format, Object... values) {
    return String.format(java.util.Locale.ROOT, format, values);
  }

  private static String escape(String s) {
    return s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
