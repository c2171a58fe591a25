package io.visavis.avatar.importer.flame;

import io.visavis.avatar.flame.FlameModel;
import io.visavis.avatar.importer.ImportException;
import io.visavis.avatar.numpy.NpzFile;
import io.visavis.avatar.numpy.NumpyArray;
import io.visavis.avatar.numpy.NumpyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The shape of a person, as somebody writes it: numbers, or an npz that a tracker left. */
public final class FlameShape {
  private static final String KEY = "shape";
  private static final String SUFFIX = ".npz";

  /** Standard deviations; nobody's head is that far from the mean. */
  private static final float MOST = 10;

  private FlameShape() {}

  /**
   * Reads a shape.
   *
   * @param text {@code "0.5,-1.2"}, or a {@code .npz} with an array {@code shape}
   * @return [up to 300] coefficients of the identity
   * @throws ImportException with one sentence if it is none
   * @throws IOException if the file cannot be read
   */
  public static float[] parse(String text) throws IOException {
    if (text.endsWith(SUFFIX)) {
      return read(Path.of(text));
    }
    String[] parts = text.strip().split(",", -1);
    if (parts.length > FlameModel.IDENTITIES) {
      throw new ImportException(
          "The shape has %d numbers; FLAME takes %d at most."
              .formatted(parts.length, FlameModel.IDENTITIES));
    }
    float[] out = new float[parts.length];
    for (int i = 0; i < out.length; i++) {
      try {
        out[i] = Float.parseFloat(parts[i].strip());
      } catch (NumberFormatException e) {
        throw new ImportException(
            "'%s' is no shape of FLAME; write numbers such as 0.5,-1.2 or an .npz file."
                .formatted(shown(parts[i])));
      }
    }
    return checked(out, "The shape");
  }

  private static String shown(String part) {
    String plain = part.replaceAll("[^ -~]", "?");
    return plain.length() > 40 ? plain.substring(0, 40) + "..." : plain;
  }

  private static float[] read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ImportException("There is no file %s.".formatted(file));
    }
    try (NpzFile npz = new NpzFile(file)) {
      NumpyArray array = npz.array(KEY, FlameModel.IDENTITIES);
      return checked(array.values(), "'%s' of %s".formatted(KEY, file));
    } catch (NumpyException e) {
      throw new ImportException(e);
    }
  }

  private static float[] checked(float[] values, String what) {
    for (float value : values) {
      if (!(Math.abs(value) <= MOST)) {
        throw new ImportException(
            "%s has the value %s; FLAME's are between -%.0f and %.0f, 0 for the mean face."
                .formatted(what, value, MOST, MOST));
      }
    }
    return values;
  }
}
