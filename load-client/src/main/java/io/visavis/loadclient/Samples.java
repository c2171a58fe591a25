package io.visavis.loadclient;

import java.util.Arrays;

/** Numbers to take percentiles of. Any thread. */
final class Samples {
  private double[] values = new double[256];
  private int size;

  synchronized void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  /** Percentiles 50, 95, 99 and the maximum; zeros where there is nothing. */
  synchronized Spread spread() {
    double[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    return size == 0
        ? new Spread(0, 0, 0, 0, 0)
        : new Spread(size, at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), sorted[size - 1]);
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  /** How values are spread. */
  record Spread(long count, double p50, double p95, double p99, double max) {}
}
