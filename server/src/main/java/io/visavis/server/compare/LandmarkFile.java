package io.visavis.server.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.visavis.avatar.numpy.NpyFile;
import io.visavis.avatar.numpy.NumpyArray;
import io.visavis.avatar.numpy.NumpyException;
import io.visavis.avatar.rig.HeadMesh;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Landmarks that a detector found in pictures, iBUG's 68 a picture, in pixels, the first pixel's
 * centre at 0. In JSON an array of pictures, each an array of 68 arrays [x, y]; in NumPy's {@code
 * .npy} the same as an array [n, 68, 2]; a third value, depth, is passed over. In CSV a line a
 * picture: x0,y0,x1,y1,... without a header, or any columns with a header that has x_0 to x_67 and
 * y_0 to y_67, as OpenFace writes it.
 */
public final class LandmarkFile {
  private static final int POINTS = HeadMesh.LANDMARKS;
  private static final long MAX_BYTES = 32L << 20;
  private static final long MAX_VALUES = 8L << 20;

  /** Pixels; what is farther out is no landmark of a picture. */
  private static final double MAX_PLACE = 1e5;

  private final Path file;
  private final List<double[]> out = new ArrayList<>();

  private LandmarkFile(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @return [pictures][68, 2]
   * @throws IOException with one sentence that says where it is wrong
   */
  public static List<double[]> read(Path file) throws IOException {
    LandmarkFile landmarks = new LandmarkFile(file);
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!Files.isRegularFile(file)) {
      throw new IOException("There is no landmark file %s.".formatted(file));
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(
          "The landmark file %s has more than %d bytes.".formatted(file, MAX_BYTES));
    }
    if (name.endsWith(".json")) {
      landmarks.json();
    } else if (name.endsWith(".csv")) {
      landmarks.csv();
    } else if (name.endsWith(".npy")) {
      landmarks.npy();
    } else {
      throw new IOException(
          "Landmarks are read from .json, .csv and .npy, not from %s.".formatted(file));
    }
    if (landmarks.out.isEmpty()) {
      throw new IOException("The landmark file %s has no picture in it.".formatted(file));
    }
    return landmarks.out;
  }

  private void json() throws IOException {
    JsonNode pictures;
    try {
      pictures = new ObjectMapper().readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new IOException("The landmark file %s is not JSON.".formatted(file), e);
    }
    if (!pictures.isArray()) {
      throw new IOException(
          "The landmark file %s is no JSON array; an array of pictures, each of %d arrays [x, y], is right."
              .formatted(file, POINTS));
    }
    for (JsonNode picture : pictures) {
      if (!picture.isArray() || picture.size() != POINTS) {
        throw wrong("%d landmarks; an array of %d is right", picture.size(), POINTS);
      }
      double[] points = new double[2 * POINTS];
      for (int i = 0; i < 2 * POINTS; i++) {
        JsonNode point = picture.get(i / 2);
        JsonNode value = point.path(i % 2);
        if (!point.isArray() || point.size() < 2 || point.size() > 3 || !value.isNumber()) {
          throw wrong("no [x, y] for landmark %d", i / 2);
        }
        points[i] = value.doubleValue();
      }
      add(points);
    }
  }

  private void npy() throws IOException {
    NumpyArray array;
    try {
      array = NpyFile.read(file, MAX_VALUES);
    } catch (NumpyException e) {
      throw new IOException(e.getMessage(), e);
    }
    List<Integer> shape = array.shape();
    if (shape.size() == 2) {
      shape = List.of(1, shape.get(0), shape.get(1));
    }
    if (shape.size() != 3 || shape.get(1) != POINTS || shape.get(2) < 2 || shape.get(2) > 3) {
      throw new IOException(
          "The array of %s has the shape %s; [pictures, %d, 2] is right."
              .formatted(file, array.shape(), POINTS));
    }
    int width = shape.get(2);
    for (int n = 0; n < shape.get(0); n++) {
      double[] points = new double[2 * POINTS];
      for (int i = 0; i < 2 * POINTS; i++) {
        points[i] = array.values()[(n * POINTS + i / 2) * width + i % 2];
      }
      add(points);
    }
  }

  private void csv() throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    } catch (CharacterCodingException e) {
      throw new IOException("The landmark file %s is not text.".formatted(file), e);
    }
    int[] columns = new int[2 * POINTS];
    Arrays.setAll(columns, i -> i);
    boolean header = !lines.isEmpty() && lines.getFirst().matches(".*[a-zA-Z]_?\\d.*");
    if (header) {
      List<String> names = Arrays.stream(lines.getFirst().split(",")).map(String::strip).toList();
      for (int i = 0; i < columns.length; i++) {
        String name = (i % 2 == 0 ? "x_" : "y_") + i / 2;
        columns[i] = names.indexOf(name);
        if (columns[i] < 0) {
          throw new IOException(
              "The first line of %s has no column %s; x_0 to x_%d and y_0 to y_%d are right."
                  .formatted(file, name, POINTS - 1, POINTS - 1));
        }
      }
    }
    for (String line : header ? lines.subList(1, lines.size()) : lines) {
      String[] cells = line.split(",", -1);
      if (!header && cells.length != columns.length) {
        throw wrong("%d values; %d are right: x0,y0,x1,y1,...", cells.length, columns.length);
      }
      double[] points = new double[columns.length];
      for (int i = 0; i < columns.length; i++) {
        points[i] = columns[i] < cells.length ? number(cells[columns[i]], i / 2) : Double.NaN;
      }
      add(points);
    }
  }

  private double number(String text, int landmark) throws IOException {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new IOException(
          wrong("'%s' for landmark %d, which is no number", cut(text), landmark).getMessage(), e);
    }
  }

  private static String cut(String text) {
    String clean = text.strip().replaceAll("[^ -~]", "?");
    return clean.length() > 20 ? clean.substring(0, 20) : clean;
  }

  private void add(double[] points) throws IOException {
    for (int i = 0; i < points.length; i++) {
      // Written so that NaN is refused.
      if (!(Math.abs(points[i]) <= MAX_PLACE)) {
        throw wrong("%s for landmark %d, which is no place in pixels", points[i], i / 2);
      }
    }
    out.add(points);
  }

  /** One sentence about the picture that comes next. */
  private IOException wrong(String what, Object... values) {
    return new IOException(
        "Picture %d (from 0) of %s has %s.".formatted(out.size(), file, what.formatted(values)));
  }
}
