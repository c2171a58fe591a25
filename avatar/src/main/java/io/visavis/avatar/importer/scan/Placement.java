package io.visavis.avatar.importer.scan;

import io.visavis.avatar.importer.ImportException;
import org.jspecify.annotations.Nullable;

/**
 * What its maker knows about how a scan lies in its file; what is not known is found.
 *
 * @param on the built-in head whose mesh it rides on
 * @param up where the top of the head is, null if unknown
 * @param facing where the face looks, null if unknown
 * @param eyes [2][3] where the subject's left and right eyes are seen, null if unknown
 */
public record Placement(
    String on, @Nullable Axis up, @Nullable Axis facing, double @Nullable [][] eyes) {
  /** The cosine of the least angle between the line of the eyes and other axes of a head. */
  private static final double ALONG = 0.9;

  private static final double SAME = 1e-6;

  /**
   * What a person wrote.
   *
   * @param up such as {@code -y}
   * @param facing such as {@code -z}
   * @param eyes {@code "xl,yl,zl xr,yr,zr"}
   * @throws ImportException with one sentence if it cannot be
   */
  public static Placement parse(
      String on, @Nullable String up, @Nullable String facing, @Nullable String eyes) {
    Axis top = up == null ? null : Axis.parse("up", up);
    Axis front = facing == null ? null : Axis.parse("where the face looks", facing);
    if (top != null && front != null && top.index() == front.index()) {
      throw new ImportException(
          "A face does not look along %s where %s is up.".formatted(front.id(), top.id()));
    }
    double[][] seen = eyes == null ? null : eyes(eyes);
    if (seen != null) {
      agree(seen, top, front);
    }
    return new Placement(on, top, front, seen);
  }

  private static void agree(double[][] eyes, @Nullable Axis up, @Nullable Axis facing) {
    double[] across = Vector.unit(Vector.minus(eyes[0], eyes[1]));
    for (Axis axis : new Axis[] {up, facing}) {
      if (axis != null && Math.abs(Vector.dot(axis.direction(), across)) > ALONG) {
        throw new ImportException(
            "The line from eye to eye is along %s, which is neither up nor where a face looks."
                .formatted(axis.id()));
      }
    }
    if (up != null
        && facing != null
        && !(Vector.dot(Vector.cross(up.direction(), facing.direction()), across) > 0)) {
      throw new ImportException(
          "The left eye is on the right where %s is up and the face looks along %s; the subject's own left eye comes first."
              .formatted(up.id(), facing.id()));
    }
  }

  private static double[][] eyes(String text) {
    String[] points = text.strip().split("\\s+", -1);
    if (points.length != 2) {
      throw notEyes(text);
    }
    double[][] out = {point(text, points[0]), point(text, points[1])};
    double apart = Vector.length(Vector.minus(out[0], out[1]));
    double far = Math.max(Vector.length(out[0]), Vector.length(out[1]));
    // In the precision of the file's own numbers.
    if (!(apart > SAME * far)) {
      throw new ImportException("Both eyes are at the same place: '%s'.".formatted(text));
    }
    return out;
  }

  private static double[] point(String text, String point) {
    String[] numbers = point.split(",", -1);
    if (numbers.length != 3) {
      throw notEyes(text);
    }
    double[] out = new double[3];
    for (int c = 0; c < 3; c++) {
      try {
        out[c] = Double.parseDouble(numbers[c]);
      } catch (NumberFormatException e) {
        throw notEyes(text);
      }
      if (!(Math.abs(out[c]) <= Float.MAX_VALUE)) {
        throw notEyes(text);
      }
    }
    return out;
  }

  private static ImportException notEyes(String text) {
    return new ImportException(
        "'%s' is not where two eyes are; write six numbers as \"x,y,z x,y,z\", the subject's left eye first."
            .formatted(text));
  }
}
