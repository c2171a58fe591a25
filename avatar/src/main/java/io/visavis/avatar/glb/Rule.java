package io.visavis.avatar.glb;

import java.util.Locale;
import java.util.Optional;

/** Rules that many parts of an avatar keep; each gives the first fault in one sentence, or none. */
final class Rule {
  private Rule() {}

  static Optional<String> printable(String what, String text, int most) {
    if (text.isBlank() || text.length() > most) {
      return fault("The avatar's %s has 1 to %d characters, not %d.", what, most, text.length());
    }
    return text.chars().anyMatch(Character::isISOControl)
        ? fault("The avatar's %s has control characters; plain text is right.", what)
        : Optional.empty();
  }

  static boolean planes(float[][] planes, int count, int length) {
    if (planes.length != count) {
      return false;
    }
    for (float[] plane : planes) {
      if (plane.length != length) {
        return false;
      }
    }
    return true;
  }

  static Optional<String> indices(String what, int[] indices, int width, int below) {
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] < 0 || indices[i] >= below) {
        return fault(
            "Entry %d of %s is %d; 0 to %d is right.", i / width, what, indices[i], below - 1);
      }
    }
    return Optional.empty();
  }

  static Optional<String> finite(String what, float[] values, int width) {
    for (int i = 0; i < values.length; i++) {
      if (!within(values[i], -Limits.VALUE, Limits.VALUE)) {
        return fault(
            "Entry %d of %s is %s; finite and within +-%.0f is right.",
            i / width, what, values[i], Limits.VALUE);
      }
    }
    return Optional.empty();
  }

  static Optional<String> unit(String what, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!within(values[i], 0, 1)) {
        return fault("The %2$s of Gaussian %1$d is %3$s; 0 to 1 is right.", i, what, values[i]);
      }
    }
    return Optional.empty();
  }

  /** False for NaN. */
  static boolean within(double value, double least, double most) {
    return value >= least && value <= most;
  }

  static Optional<String> fault(String format, Object... args) {
    return Optional.of(String.format(Locale.ROOT, format, args));
  }
}
