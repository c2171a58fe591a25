package io.visavis.bench;

import java.util.Arrays;

/** Durations of one stage. */
public final class Samples {
  private double[] millis = new double[64];
  private int count;

  /** Adds one. */
  public void add(long nanos) {
    if (count == millis.length) {
      millis = Arrays.copyOf(millis, 2 * count);
    }
    millis[count++] = nanos / 1e6;
  }

  /** The median, milliseconds. */
  public double median() {
    return quantile(0.5);
  }

  /** The median difference to samples taken in turn with these, milliseconds. */
  public double medianAbove(Samples other) {
    Samples differences = new Samples();
    for (int i = 0; i < Math.min(count, other.count); i++) {
      differences.add(Math.round(1e6 * (millis[i] - other.millis[i])));
    }
    return differences.median();
  }

  /** The best, milliseconds: what the machine does when nothing else disturbs it. */
  public double best() {
    return quantile(0);
  }

  private double quantile(double q) {
    double[] sorted = Arrays.copyOf(millis, count);
    Arrays.sort(sorted);
    return sorted[(int) (q * (count - 1))];
  }
}
