package io.visavis.avatar.importer.scan;

import io.visavis.avatar.importer.ImportException;
import java.util.Arrays;

/** A direction along an axis of a file. */
enum Axis {
  PLUS_X("x", 0, 1),
  MINUS_X("-x", 0, -1),
  PLUS_Y("y", 1, 1),
  MINUS_Y("-y", 1, -1),
  PLUS_Z("z", 2, 1),
  MINUS_Z("-z", 2, -1);

  private final String id;
  private final int index;
  private final int sign;

  Axis(String id, int index, int sign) {
    this.id = id;
    this.index = index;
    this.sign = sign;
  }

  /**
   * What a person wrote, such as {@code -y} or {@code +z}.
   *
   * @throws ImportException with one sentence if it is no axis
   */
  static Axis parse(String what, String text) {
    String plain = text.startsWith("+") ? text.substring(1) : text;
    return Arrays.stream(values())
        .filter(a -> a.id.equals(plain))
        .findFirst()
        .orElseThrow(
            () ->
                new ImportException(
                    "'%s' is no axis that could be %s; write x, y, z, -x, -y or -z."
                        .formatted(text, what)));
  }

  String id() {
    return id;
  }

  /** 0 to 2. */
  int index() {
    return index;
  }

  double[] direction() {
    double[] out = new double[3];
    out[index] = sign;
    return out;
  }
}
