package io.visavis.loadclient;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reports as a load would make them. */
final class Fixtures {
  private static final Spread INTERVALS = new Spread(250, 40, 44, 48, 60);

  private Fixtures() {}

  static Plan plan(Receive receive, @Nullable Limit limit) {
    return new Plan(2, 2, receive, 2, 0, 5, 10, true, true, 20, limit);
  }

  static Delay delay(double latePercent, double p95) {
    return new Delay(
        10_000,
        Math.round(100 * latePercent),
        80,
        p95,
        Double.POSITIVE_INFINITY,
        98,
        List.of(new Point(0, 60), new Point(50, 80), new Point(95, Math.min(p95, 1e4))));
  }

  static Measurement measurement(int sessions, Delay delay, @Nullable Double serverCores) {
    return new Measurement(
        sessions,
        10,
        IntStream.range(0, 2 * sessions).mapToObj(i -> picture("c" + i + "/<b>")).toList(),
        delay,
        Map.of("splat", new Spread(250, 5, 6, 7, 8)),
        Map.of("AUDIO_CONCEALED", 1),
        new Use(0.12, serverCores, 50, 1.5, 2),
        new Spread(500, 0.1, 0.2, 0.3, 0.4),
        List.of());
  }

  static List<Second> timeline(int seconds) {
    return IntStream.rangeClosed(1, seconds)
        .mapToObj(i -> new Second(i, 2, 25, i % 7 == 0 ? 3 : 0, i < 3 ? null : 100.0, 0.1, null))
        .toList();
  }

  private static Seen picture(String name) {
    return new Seen(
        name, 250, 25, INTERVALS, 0, null, new Seen.Video(512, 512, 1, "video/H264", 0, 1));
  }
}
