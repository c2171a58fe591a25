package io.visavis.loadclient;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the server's {@code /metrics} say of voice-to-video and of its processor time so far.
 *
 * @param nanos this client's clock when they were read
 * @param buckets upper bound in seconds to the number of pictures up to it
 * @param late pictures handed over late, or dropped
 * @param cpuNanos processor time of the server's process; null where it does not say
 */
record ServerMetrics(
    long nanos, NavigableMap<Double, Double> buckets, double late, @Nullable Double cpuNanos) {
  private static final Pattern BUCKET =
      Pattern.compile("visavis_voice_to_video_seconds_bucket\\{.*le=\"([^\"]+)\".*\\} (\\S+)");
  private static final Pattern LATE =
      Pattern.compile("visavis_frames_late_total(?:\\{.*\\})? (\\S+)");
  private static final Pattern CPU =
      Pattern.compile("process_cpu_time_ns_total(?:\\{.*\\})? (\\S+)");

  /** Asks the server; empty where it has no metrics. */
  static ServerMetrics of(Target target) {
    try {
      return ask(target).join();
    } catch (CompletionException e) {
      // The server is gone, or metrics are on a port of their own.
      return parse("");
    }
  }

  /** Asks without waiting; fails where nobody answers. */
  static CompletableFuture<ServerMetrics> ask(Target target) {
    return target
        .web()
        .get("/metrics")
        .aggregate()
        .thenApply(
            (AggregatedHttpResponse r) ->
                parse(r.status().equals(HttpStatus.OK) ? r.contentUtf8() : ""));
  }

  static ServerMetrics parse(String text) {
    NavigableMap<Double, Double> buckets = new TreeMap<>();
    double late = 0;
    Double cpu = null;
    for (String line : text.split("\n", -1)) {
      Matcher b = BUCKET.matcher(line);
      Matcher l = LATE.matcher(line);
      Matcher c = CPU.matcher(line);
      if (b.matches()) {
        buckets.merge(number(b.group(1)), number(b.group(2)), Double::sum);
      } else if (l.matches()) {
        late += number(l.group(1));
      } else if (c.matches()) {
        cpu = number(c.group(1));
      }
    }
    return new ServerMetrics(System.nanoTime(), buckets, late, cpu);
  }

  /** Voice to video since an earlier moment. */
  Delay since(ServerMetrics before) {
    NavigableMap<Double, Double> d = new TreeMap<>();
    for (Map.Entry<Double, Double> e : buckets.entrySet()) {
      d.put(e.getKey(), e.getValue() - before.buckets.getOrDefault(e.getKey(), 0.0));
    }
    Buckets pictures = new Buckets(d);
    return new Delay(
        Math.round(pictures.count()),
        Math.round(lateSince(before)),
        pictures.millis(50),
        pictures.millis(95),
        pictures.millis(99),
        pictures.withinPercent(0.12),
        pictures.curve());
  }

  /** Late pictures since an earlier moment. */
  double lateSince(ServerMetrics before) {
    return Math.max(0, late - before.late);
  }

  /** Cores that the server's process has used since; null where it does not say. */
  @Nullable Double coresSince(ServerMetrics before) {
    Double now = cpuNanos;
    Double then = before.cpuNanos;
    return now == null || then == null || nanos <= before.nanos
        ? null
        : Double.valueOf((now - then) / (nanos - before.nanos));
  }

  /** Junk in a figure counts as nothing. */
  private static double number(String s) {
    if (s.equals("+Inf")) {
      return Double.POSITIVE_INFINITY;
    }
    try {
      return Double.parseDouble(s);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
