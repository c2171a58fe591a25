package io.visavis.loadclient;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server's {@code /metrics} say of voice-to-video so far.
 *
 * @param buckets upper bound in seconds to the number of pictures up to it
 * @param late pictures handed over late, or dropped
 */
record ServerMetrics(NavigableMap<Double, Double> buckets, double late) {
  private static final Pattern BUCKET =
      Pattern.compile("visavis_voice_to_video_seconds_bucket\\{.*le=\"([^\"]+)\".*\\} (\\S+)");
  private static final Pattern LATE =
      Pattern.compile("visavis_frames_late_total(?:\\{.*\\})? (\\S+)");

  /** Asks the server; empty where it has no metrics. */
  static ServerMetrics of(Target target) {
    try {
      AggregatedHttpResponse r = target.web().get("/metrics").aggregate().join();
      if (r.status().equals(HttpStatus.OK)) {
        return parse(r.contentUtf8());
      }
    } catch (CompletionException e) {
      // Metrics may be on a port of their own.
    }
    return new ServerMetrics(new TreeMap<>(), 0);
  }

  static ServerMetrics parse(String text) {
    NavigableMap<Double, Double> buckets = new TreeMap<>();
    double late = 0;
    for (String line : text.split("\n", -1)) {
      Matcher b = BUCKET.matcher(line);
      Matcher l = LATE.matcher(line);
      if (b.matches()) {
        double le =
            b.group(1).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(b.group(1));
        buckets.merge(le, Double.parseDouble(b.group(2)), Double::sum);
      } else if (l.matches()) {
        late += Double.parseDouble(l.group(1));
      }
    }
    return new ServerMetrics(buckets, late);
  }

  /** What came since an earlier moment. */
  Report.VoiceToVideo since(ServerMetrics before) {
    NavigableMap<Double, Double> d = new TreeMap<>();
    for (Map.Entry<Double, Double> e : buckets.entrySet()) {
      d.put(e.getKey(), e.getValue() - before.buckets.getOrDefault(e.getKey(), 0.0));
    }
    double pictures = d.isEmpty() ? 0 : d.lastEntry().getValue();
    double lateNow = late - before.late;
    return new Report.VoiceToVideo(
        Math.round(pictures),
        Math.round(lateNow),
        pictures == 0 ? 0 : 100 * lateNow / pictures,
        quantile(d, 0.5),
        quantile(d, 0.95),
        quantile(d, 0.99),
        pictures == 0 ? 0 : 100 * at(d, 0.12) / pictures);
  }

  private static double at(NavigableMap<Double, Double> cumulative, double seconds) {
    Map.Entry<Double, Double> e = cumulative.floorEntry(seconds + 1e-9);
    return e == null ? 0 : e.getValue();
  }

  /** Milliseconds, linear within a bucket; infinite beyond the last bound. */
  private static double quantile(NavigableMap<Double, Double> cumulative, double q) {
    double total = cumulative.isEmpty() ? 0 : cumulative.lastEntry().getValue();
    double low = 0;
    double below = 0;
    for (Map.Entry<Double, Double> e : cumulative.entrySet()) {
      if (total > 0 && e.getValue() >= q * total) {
        double inside = e.getValue() - below;
        double share = inside == 0 ? 1 : (q * total - below) / inside;
        return 1e3 * (low + share * (e.getKey() - low));
      }
      low = e.getKey();
      below = e.getValue();
    }
    return 0;
  }
}
