package io.visavis.avatar.obj;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Reads statements one by one; memory grows with what is there, not with what is promised. */
final class ObjParser {
  /** The largest magnitude of a coordinate. */
  private static final float LARGEST = 1e6f;

  private static final int LEAST_CORNERS = 3;
  private static final int MOST_CORNERS = 255;

  private final ObjLines lines;
  private final ObjLimits limits;
  private float[] vertices = new float[3 << 10];
  private float[] colours = new float[0];
  private int[] corners = new int[4 << 10];
  private int[] first = new int[1 << 10];
  private int count;
  private int coloured;
  private int textures;
  private int normals;
  private int cornerCount;
  private int polygons;

  ObjParser(ObjLines lines, ObjLimits limits) {
    this.lines = lines;
    this.limits = limits;
  }

  ObjFile parse() throws IOException {
    while (lines.next()) {
      List<String> words = lines.words();
      switch (words.getFirst()) {
        case "v" -> vertex(words);
        case "vt" -> textures++;
        case "vn" -> normals++;
        case "f" -> polygon(words);
        default -> {
          // Names, groups, materials, lines, curves: nothing of the mesh.
        }
      }
    }
    if (count == 0) {
      throw lines.faultOfFile("has no vertices, lines such as 'v 0.1 1.6 0.2'");
    }
    return new ObjFile(
        Arrays.copyOf(vertices, 3 * count),
        coloured == count ? Arrays.copyOf(colours, 3 * count) : new float[0],
        Arrays.copyOf(corners, cornerCount),
        Arrays.copyOf(first, polygons + 1));
  }

  /** x y z, then a weight, or red, green and blue. */
  private void vertex(List<String> words) {
    int values = words.size() - 1;
    if (values != 3 && values != 4 && values != 6 && values != 7) {
      throw lines.fault("has %d values; a vertex has three".formatted(values));
    }
    if (count == limits.vertices()) {
      throw lines.faultOfFile("has more than %d vertices".formatted(limits.vertices()));
    }
    vertices = room(vertices, 3 * count + 3);
    for (int c = 0; c < 3; c++) {
      vertices[3 * count + c] = number(words.get(1 + c));
    }
    if (values >= 6) {
      colours = room(colours, 3 * count + 3);
      for (int c = 0; c < 3; c++) {
        colours[3 * count + c] = number(words.get(values - 2 + c));
      }
      coloured++;
    }
    count++;
  }

  private static float[] room(float[] values, int size) {
    return size <= values.length
        ? values
        : Arrays.copyOf(values, Math.max(size, 2 * values.length));
  }

  private static int[] room(int[] values, int size) {
    return size <= values.length
        ? values
        : Arrays.copyOf(values, Math.max(size, 2 * values.length));
  }

  private float number(String word) {
    float value;
    try {
      value = Float.parseFloat(word);
    } catch (NumberFormatException e) {
      throw lines.fault("has a word that is no number");
    }
    if (!(Math.abs(value) <= LARGEST)) {
      throw lines.fault("has a value that is no number or beyond a million");
    }
    return value;
  }

  private void polygon(List<String> words) {
    int sides = words.size() - 1;
    if (sides < LEAST_CORNERS || sides > MOST_CORNERS) {
      throw lines.fault(
          "has %d corners; a polygon has %d to %d".formatted(sides, LEAST_CORNERS, MOST_CORNERS));
    }
    if (cornerCount + sides > limits.corners()) {
      throw lines.faultOfFile("has more than %d corners of polygons".formatted(limits.corners()));
    }
    corners = room(corners, cornerCount + sides);
    for (int i = 0; i < sides; i++) {
      corners[cornerCount++] = corner(words.get(1 + i));
    }
    first = room(first, ++polygons + 1);
    first[polygons] = cornerCount;
  }

  /** v, v/vt, v//vn or v/vt/vn, each from 1, or from -1 backwards. */
  private int corner(String word) {
    int slash = word.indexOf('/');
    if (slash < 0) {
      return index(word, count, "vertices");
    }
    int second = word.indexOf('/', slash + 1);
    String texture = word.substring(slash + 1, second < 0 ? word.length() : second);
    if (!texture.isEmpty() || second < 0) {
      index(texture, textures, "texture coordinates");
    }
    if (second >= 0) {
      index(word.substring(second + 1), normals, "normals");
    }
    return index(word.substring(0, slash), count, "vertices");
  }

  private int index(String word, int size, String what) {
    int value;
    try {
      value = Integer.parseInt(word);
    } catch (NumberFormatException e) {
      throw lines.fault("has a corner that is no number");
    }
    int index = value < 0 ? size + value : value - 1;
    if (index < 0 || index >= size) {
      throw lines.fault("names number %d; there are %d %s before it".formatted(value, size, what));
    }
    return index;
  }
}
