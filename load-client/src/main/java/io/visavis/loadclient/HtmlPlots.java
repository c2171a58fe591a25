package io.visavis.loadclient;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The plots of a report. */
final class HtmlPlots {
  private HtmlPlots() {}

  /** Percentiles of voice to face, as HdrHistogram's are drawn. */
  static String delay(String what, Delay d, @Nullable Double limit) {
    List<Point> curve = d.curve();
    return curve.isEmpty()
        ? ""
        : plot(
            what + ": so many percent came within",
            Axis.percentiles("percentile"),
            "ms",
            List.of(new Series(what, curve, Series.Mark.LINE)),
            limit);
  }

  /** Frame intervals of each portrayal. */
  static String intervals(List<Seen> seen) {
    return seen.isEmpty()
        ? ""
        : plot(
            "Intervals between frames, by portrayal",
            Axis.whole("portrayal", 1, seen.size()),
            "ms",
            List.of(
                numbered("p50", seen, s -> s.intervals().p50()),
                numbered("p95", seen, s -> s.intervals().p95()),
                numbered("p99", seen, s -> s.intervals().p99()),
                numbered("greatest", seen, s -> s.intervals().max())),
            null);
  }

  /** Late frames, frames a second and processors over time. */
  static String timeline(List<Second> rows) {
    if (rows.size() < 2) {
      return "";
    }
    Axis x = Axis.linear("seconds since the start", 0, rows.getLast().at());
    List<Series> cores = new ArrayList<>();
    cores.add(overTime("client", rows, Second::clientCores));
    if (rows.stream().anyMatch(s -> s.serverCores() != null)) {
      cores.add(overTime("server", rows, s -> orNaN(s.serverCores())));
    }
    return plot(
            "Frames a second, mean of the portrayals",
            x,
            "fps",
            List.of(overTime("fps", rows, Second::framesPerSecond)),
            null)
        + plot(
            "Late frames in each second",
            x,
            "frames",
            List.of(overTime("late", rows, Second::late)),
            null)
        + plot(
            "Voice to face, p95 of the last five seconds",
            x,
            "ms",
            List.of(overTime("p95", rows, s -> orNaN(s.p95Millis()))),
            null)
        + plot("Processors" + (cores.size() == 1 ? " of the client" : ""), x, "cores", cores, null);
  }

  /** What a search saw at each number of sessions. */
  static String search(Search search) {
    List<Step> steps = search.steps().stream().filter(step -> !step.again()).toList();
    Axis x = Axis.whole("sessions", 1, steps.getLast().sessions());
    List<Series> delays =
        List.of(
            overSessions("p50", steps, s -> s.measured().delay().p50Millis()),
            overSessions("p95", steps, s -> s.measured().delay().p95Millis()));
    List<Series> cores = new ArrayList<>();
    cores.add(overSessions("client", steps, s -> s.measured().use().clientCores()));
    if (steps.stream().anyMatch(s -> s.measured().use().serverCores() != null)) {
      cores.add(overSessions("server", steps, s -> orNaN(s.measured().use().serverCores())));
    }
    return plot("Voice to face", x, "ms", delays, search.limit().p95Millis())
        + plot(
            "Late frames",
            x,
            "%",
            List.of(overSessions("late", steps, s -> s.measured().delay().latePercent())),
            search.limit().latePercent())
        + plot("Processors" + (cores.size() == 1 ? " of the client" : ""), x, "cores", cores, null);
  }

  private static String plot(
      String title, Axis x, String unit, List<Series> series, @Nullable Double limit) {
    double high = 0;
    for (Series s : series) {
      for (Point p : s.points()) {
        high = Double.isFinite(p.y()) ? Math.max(high, p.y()) : high;
      }
    }
    // A limit far above all there is would press the rest to the ground.
    Double near = limit != null && limit <= 3 * high ? limit : null;
    Axis y = Axis.linear(unit, 0, near == null ? high : Math.max(high, near));
    return new Plot(title, x, y, series, near).html();
  }

  private static Series numbered(String name, List<Seen> seen, ToDoubleFunction<Seen> y) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < seen.size(); i++) {
      points.add(new Point(i + 1, y.applyAsDouble(seen.get(i))));
    }
    return new Series(name, points, Series.Mark.DOTS);
  }

  private static Series overTime(String name, List<Second> rows, ToDoubleFunction<Second> y) {
    return new Series(
        name,
        rows.stream().map(s -> new Point(s.at(), y.applyAsDouble(s))).toList(),
        Series.Mark.LINE);
  }

  private static Series overSessions(String name, List<Step> steps, ToDoubleFunction<Step> y) {
    return new Series(
        name,
        steps.stream().map(s -> new Point(s.sessions(), y.applyAsDouble(s))).toList(),
        Series.Mark.DOTTED_LINE);
  }

  private static double orNaN(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }
}
