package io.visavis.server.cli;

import java.util.ArrayList;
import java.util.List;

/** Names with values on the command line: {@code a=1,b=0.5}. */
final class NamedValues {
  private NamedValues() {}

  /**
   * A name and what is right of its equals sign.
   *
   * @param name without blanks about it
   * @param text without blanks about it
   */
  record Pair(String name, String text) {
    /** The value; NaN is a number here. */
    float number() {
      try {
        return Float.parseFloat(text);
      } catch (NumberFormatException e) {
        throw new UsageException(
            "The value of %s is '%s', which is no number.".formatted(name, text));
      }
    }
  }

  /**
   * The pairs of a list.
   *
   * @param text blank for none
   * @param what one of them is called
   * @param example of a good list
   */
  static List<Pair> split(String text, String what, String example) {
    List<Pair> pairs = new ArrayList<>();
    if (text.isBlank()) {
      return pairs;
    }
    for (String part : text.split(",", -1)) {
      String[] pair = part.split("=", -1);
      if (pair.length != 2) {
        throw new UsageException(
            "'%s' is no %s with a value; write %s.".formatted(part.strip(), what, example));
      }
      pairs.add(new Pair(pair[0].strip(), pair[1].strip()));
    }
    return pairs;
  }

  /** A bound as people write it: whole numbers without a fraction. */
  static String shown(double bound) {
    return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
  }
}
