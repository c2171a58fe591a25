package io.visavis.loadclient;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Seconds of a run. Beyond an hour, two become one, so that a run of any length keeps to a bounded
 * number of rows. Any thread.
 */
final class Timeline {
  static final int MOST = 3_600;

  private final List<Second> rows = new ArrayList<>();

  synchronized void add(Second row) {
    if (rows.size() == MOST) {
      List<Second> half = new ArrayList<>();
      for (int i = 0; i < MOST; i += 2) {
        half.add(joined(rows.get(i), rows.get(i + 1)));
      }
      rows.clear();
      rows.addAll(half);
    }
    rows.add(row);
  }

  synchronized List<Second> rows() {
    return List.copyOf(rows);
  }

  private static Second joined(Second a, Second b) {
    Double server = b.serverCores();
    if (a.serverCores() != null && server != null) {
      server = (a.serverCores() + server) / 2;
    }
    return new Second(
        b.at(),
        b.sessions(),
        (a.framesPerSecond() + b.framesPerSecond()) / 2,
        a.late() + b.late(),
        greater(a.p95Millis(), b.p95Millis()),
        (a.clientCores() + b.clientCores()) / 2,
        server);
  }

  private static @Nullable Double greater(@Nullable Double a, @Nullable Double b) {
    return a == null ? b : b == null ? a : Double.valueOf(Math.max(a, b));
  }
}
