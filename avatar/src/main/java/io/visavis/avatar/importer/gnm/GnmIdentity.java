package io.visavis.avatar.importer.gnm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.visavis.avatar.importer.ImportException;
import io.visavis.avatar.numpy.NpyFile;
import io.visavis.avatar.numpy.NpzFile;
import io.visavis.avatar.numpy.NumpyArray;
import io.visavis.avatar.numpy.NumpyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Whose head it is: coefficients of GNM's identity basis in its order, in standard deviations. As
 * many as are given count; those after them are 0, the mean head.
 */
public final class GnmIdentity {
  /** Coefficients at most, far more than any version of GNM has. */
  private static final int MOST = 4_096;

  private static final long MOST_BYTES = 1 << 20;

  /** Standard deviations; nobody's head is that far from the mean. */
  private static final float FARTHEST = 10;

  private static final String KEY = "identity";

  private final float[] values;

  private GnmIdentity(float[] values) {
    this.values = values;
  }

  /** The mean head. */
  public static GnmIdentity mean() {
    return new GnmIdentity(new float[0]);
  }

  /**
   * What a person gave.
   *
   * @param text {@code "0.8,-0.3"}; or a {@code .npy} with a vector, a {@code .npz} with a vector
   *     {@code identity}, or a {@code .json} with a list of numbers
   * @throws ImportException with one sentence if it is none
   * @throws IOException if a file cannot be read
   */
  public static GnmIdentity parse(String text) throws IOException {
    String end = text.substring(text.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    try {
      return switch (end) {
        case "npy" -> of(NpyFile.read(existing(text), MOST), text);
        case "npz" -> {
          try (NpzFile npz = new NpzFile(existing(text))) {
            yield of(npz.array(KEY, MOST), "'%s' of %s".formatted(KEY, text));
          }
        }
        case "json" -> json(existing(text));
        default -> numbers(text);
      };
    } catch (NumpyException e) {
      throw new ImportException(e);
    }
  }

  private static Path existing(String text) {
    Path file = Path.of(text);
    if (!Files.isRegularFile(file)) {
      throw new ImportException("There is no file %s.".formatted(file));
    }
    return file;
  }

  /** A vector, or a batch of one. */
  private static GnmIdentity of(NumpyArray array, String what) {
    boolean one = array.rank() == 2 && array.shape().getFirst() == 1;
    if (array.rank() != 1 && !one) {
      throw new ImportException(
          "%s has the shape %s; a vector is right, for one head.".formatted(what, array.shape()));
    }
    return checked(array.values(), what);
  }

  private static GnmIdentity json(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new ImportException(
          "%s has more than %d bytes; a list of numbers is right.".formatted(file, MOST_BYTES));
    }
    JsonNode list;
    try {
      list = JsonMapper.builder().build().readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new ImportException("%s is not JSON.".formatted(file));
    }
    float[] out = new float[list.isArray() ? Math.min(list.size(), MOST + 1) : 0];
    for (int i = 0; i < out.length; i++) {
      out[i] = list.get(i).isNumber() ? list.get(i).floatValue() : Float.NaN;
    }
    if (!list.isArray()) {
      throw new ImportException("%s is no list of numbers such as [0.8, -0.3].".formatted(file));
    }
    return checked(out, file.toString());
  }

  private static GnmIdentity numbers(String text) {
    String[] parts = text.strip().split(",", -1);
    float[] out = new float[Math.min(parts.length, MOST + 1)];
    for (int i = 0; i < out.length; i++) {
      try {
        out[i] = Float.parseFloat(parts[i].strip());
      } catch (NumberFormatException e) {
        String plain = parts[i].replaceAll("[^ -~]", "?");
        throw new ImportException(
            "'%s' is no identity of GNM; write numbers such as 0.8,-0.3, or name a .npy, .npz or .json file."
                .formatted(plain.length() > 40 ? plain.substring(0, 40) + "..." : plain));
      }
    }
    return checked(out, "The identity");
  }

  private static GnmIdentity checked(float[] values, String what) {
    if (values.length == 0 || values.length > MOST) {
      throw new ImportException(
          "%s has %s coefficients; GNM's head of version 3 has 253."
              .formatted(what, values.length == 0 ? "no" : "more than " + MOST));
    }
    for (int i = 0; i < values.length; i++) {
      if (!(Math.abs(values[i]) <= FARTHEST)) {
        throw new ImportException(
            "Coefficient %d (from 0) of %s is %s; those of a head are between -%.0f and %.0f, 0 for the mean."
                .formatted(
                    i,
                    what.startsWith("The") ? "the identity" : what,
                    values[i],
                    FARTHEST,
                    FARTHEST));
      }
    }
    return new GnmIdentity(values);
  }

  /** Whether it is the mean head. */
  boolean isMean() {
    for (float value : values) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  /** Coefficients, as many as were given. */
  int size() {
    return values.length;
  }

  /**
   * Adds what it makes of a mean.
   *
   * @param mean [n] coordinates, metres
   * @param basis [identities, n]
   */
  float[] added(float[] mean, float[] basis) {
    float[] out = mean.clone();
    for (int k = 0; k < values.length; k++) {
      for (int i = 0; values[k] != 0 && i < out.length; i++) {
        out[i] += values[k] * basis[k * out.length + i];
      }
    }
    return out;
  }
}
