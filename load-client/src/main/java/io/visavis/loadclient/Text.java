package io.visavis.loadclient;

import java.util.Locale;

/** Figures in words. */
final class Text {
  private Text() {}

  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** Such as "1 session" and "2 sessions". */
  static String count(int n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }

  /** A picture that never came is infinitely late. */
  static String millis(double value) {
    return Double.isInfinite(value) ? "never" : format("%.0f ms", value);
  }
}
