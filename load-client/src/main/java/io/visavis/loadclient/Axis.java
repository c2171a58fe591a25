package io.visavis.loadclient;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * An axis of a plot.
 *
 * @param ticks value to its label
 * @param scale value to a length along the axis, in any unit
 */
record Axis(
    String label, double low, double high, Map<Double, String> ticks, DoubleUnaryOperator scale) {
  private static final double[] PERCENTILES = {0, 50, 80, 90, 95, 98, 99, 99.5, 99.9};

  /** From low to high, or a little beyond, with ticks at round values. */
  static Axis linear(String label, double low, double high) {
    double range = high > low ? high - low : 1;
    double power = Math.pow(10, Math.floor(Math.log10(range / 5)));
    double step = power;
    for (double factor : new double[] {2, 5, 10}) {
      step = range / step > 6 ? factor * power : step;
    }
    double from = step * Math.floor(low / step + 1e-9);
    Map<Double, String> ticks = new LinkedHashMap<>();
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    int i = 0;
    double value = from;
    for (; value < low + range - 1e-9 * range; value = from + ++i * step) {
      ticks.put(value, Text.format("%." + decimals + "f", value));
    }
    ticks.put(value, Text.format("%." + decimals + "f", value));
    return new Axis(label, from, value, ticks, x -> x);
  }

  /** Whole numbers, one tick for each where there is room. */
  static Axis whole(String label, int low, int high) {
    int step = Math.max(1, (high - low) / 12 + ((high - low) % 12 == 0 ? 0 : 1));
    Map<Double, String> ticks = new LinkedHashMap<>();
    for (int i = low; i <= high; i += step) {
      ticks.put((double) i, Integer.toString(i));
    }
    // Half a step of air on both sides, also where there is but one.
    return new Axis(label, low - 0.5, high + 0.5, ticks, x -> x);
  }

  /** Percentiles, with as much room from 90 to 99 as from 99 to 99.9. */
  static Axis percentiles(String label) {
    Map<Double, String> ticks = new LinkedHashMap<>();
    List<Double> values = new ArrayList<>();
    for (double p : PERCENTILES) {
      values.add(p);
      ticks.put(p, p == Math.rint(p) ? Text.format("%.0f", p) : Text.format("%.1f", p));
    }
    return new Axis(
        label, 0, values.getLast(), ticks, p -> -Math.log10(1 - Math.min(p, 99.95) / 100));
  }

  /** Where a value is, 0 at the low end and 1 at the high one. */
  double at(double value) {
    double from = scale.applyAsDouble(low);
    return (scale.applyAsDouble(value) - from) / (scale.applyAsDouble(high) - from);
  }
}
