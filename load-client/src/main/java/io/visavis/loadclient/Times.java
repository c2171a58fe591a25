package io.visavis.loadclient;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Times to take percentiles of, in a HdrHistogram of microseconds with three digits. What never
 * came counts as infinitely late. Any thread.
 */
final class Times {
  /** The percentiles of a curve. */
  private static final double[] CURVE = {
    0, 5, 10, 20, 30, 40, 50, 60, 70, 80, 85, 90, 92.5, 95, 97, 98, 99, 99.5, 99.8, 99.9
  };

  private final Histogram micros = new Histogram(3);
  private long never;

  synchronized void add(double millis) {
    micros.recordValue(Math.max(0, Math.round(1e3 * millis)));
  }

  /** Counts some that will not come any more. */
  synchronized void never(long count) {
    never += count;
  }

  synchronized void addAll(Times other) {
    synchronized (other) {
      micros.add(other.micros);
      never += other.never;
    }
  }

  /** Percentiles and the greatest; zeros where there is nothing. */
  synchronized Spread spread() {
    long count = micros.getTotalCount() + never;
    return new Spread(count, percentile(50), percentile(95), percentile(99), percentile(100));
  }

  /** Percent of all that took up to so many milliseconds; 0 where there is nothing. */
  synchronized double withinPercent(double millis) {
    long count = micros.getTotalCount() + never;
    return count == 0
        ? 0
        : 100.0 * micros.getCountBetweenValues(0, Math.round(1e3 * millis)) / count;
  }

  /** Percentile to milliseconds, as far as it is finite. */
  synchronized List<Point> curve() {
    List<Point> points = new ArrayList<>();
    for (double p : CURVE) {
      double y = percentile(p);
      if (micros.getTotalCount() > 0 && Double.isFinite(y)) {
        points.add(new Point(p, y));
      }
    }
    return points;
  }

  static double[] curvePercentiles() {
    return CURVE.clone();
  }

  /** Milliseconds, by nearest rank. */
  private double percentile(double percent) {
    long came = micros.getTotalCount();
    long count = came + never;
    if (count == 0) {
      return 0;
    }
    // As HdrHistogram does, so that the smallest rank is the first value.
    long rank = Math.max(1, (long) Math.ceil(percent / 100 * count));
    if (rank > came) {
      return Double.POSITIVE_INFINITY;
    }
    return micros.getValueAtPercentile(100.0 * rank / came) / 1e3;
  }
}
