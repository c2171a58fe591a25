package io.visavis.loadclient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * A histogram of Prometheus.
 *
 * @param cumulative upper bound in seconds to the number up to it
 */
record Buckets(NavigableMap<Double, Double> cumulative) {

  double count() {
    return cumulative.isEmpty() ? 0 : cumulative.lastEntry().getValue();
  }

  double withinPercent(double seconds) {
    Map.Entry<Double, Double> e = cumulative.floorEntry(seconds + 1e-9);
    return e == null || count() == 0 ? 0 : 100 * e.getValue() / count();
  }

  /** Milliseconds, linear within a bucket; infinite beyond the last bound; 0 of nothing. */
  double millis(double percent) {
    double rank = percent / 100 * count();
    double low = 0;
    double below = 0;
    for (Map.Entry<Double, Double> e : cumulative.entrySet()) {
      double inside = e.getValue() - below;
      if (count() > 0 && inside > 0 && e.getValue() >= rank) {
        return 1e3 * (low + (rank - below) / inside * (e.getKey() - low));
      }
      low = e.getKey();
      below = e.getValue();
    }
    return 0;
  }

  /** Percentile to milliseconds, as far as it is finite. */
  List<Point> curve() {
    List<Point> points = new ArrayList<>();
    for (double p : Times.curvePercentiles()) {
      double y = millis(p);
      if (count() > 0 && Double.isFinite(y)) {
        points.add(new Point(p, y));
      }
    }
    return points;
  }
}
