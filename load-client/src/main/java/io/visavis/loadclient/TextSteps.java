package io.visavis.loadclient;

/** The steps of a search, as rows for a terminal. */
final class TextSteps {
  private TextSteps() {}

  static String heading() {
    return Text.format(
        "%8s %7s %8s %8s %12s %11s %10s %6s %6s",
        "sessions", "late", "p50", "p95", "server cores", "per session", "client", "busy", "steal");
  }

  static String row(Step s) {
    Delay d = s.measured().delay();
    Use u = s.measured().use();
    Double server = u.serverCores();
    return Text.format(
        "%8d %6.2f%% %8s %8s %12s %11s %10.2f %5.0f%% %5.1f%%  %s%s",
        s.sessions(),
        d.latePercent(),
        Text.millis(d.p50Millis()),
        Text.millis(d.p95Millis()),
        server == null ? "-" : Text.format("%.2f", server),
        server == null ? "-" : Text.format("%.3f", server / s.sessions()),
        u.clientCores(),
        u.busyPercent(),
        u.stealPercent(),
        s.held() ? "holds" : s.broken(),
        s.again() ? " (once more, after the refusal)" : "");
  }
}
