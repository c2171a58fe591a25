package io.visavis.server.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** PNG files of a folder in the order of their names, or a single one. */
public final class PictureFiles {
  private static final int MOST = 100_000;

  /**
   * Two pictures that belong together.
   *
   * @param name of the reference's file
   */
  public record Pair(String name, Path reference, Path picture) {}

  private PictureFiles() {}

  /**
   * The pictures of a folder, or the one file.
   *
   * @throws IOException with one sentence if there are none
   */
  public static List<Path> of(Path place) throws IOException {
    if (Files.isRegularFile(place)) {
      return List.of(place);
    }
    if (!Files.isDirectory(place)) {
      throw new IOException("There is no folder or PNG file %s.".formatted(place));
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(place)) {
      files = all.filter(f -> f.toString().endsWith(".png")).limit(MOST + 1L).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new IOException("There is no .png file in the folder %s.".formatted(place));
    }
    if (files.size() > MOST) {
      throw new IOException(
          "The folder %s has more than %d .png files; compare parts of it.".formatted(place, MOST));
    }
    return files;
  }

  /**
   * Pictures beside references of the same names; two single files need not be called alike.
   *
   * @throws IOException with one sentence if one is without the other
   */
  public static List<Pair> pairs(Path references, Path pictures) throws IOException {
    List<Path> left = of(references);
    List<Path> right = of(pictures);
    if (Files.isRegularFile(references) != Files.isRegularFile(pictures)) {
      throw new IOException(
          "One of %s and %s is a folder and the other a file; two folders or two files are right."
              .formatted(references, pictures));
    }
    if (Files.isRegularFile(references)) {
      return List.of(new Pair(name(references), references, pictures));
    }
    Map<String, Path> byName = new HashMap<>();
    right.forEach(f -> byName.put(name(f), f));
    List<Pair> out = new ArrayList<>();
    for (Path reference : left) {
      Path picture = byName.remove(name(reference));
      if (picture == null) {
        throw new IOException(
            "The reference %s has no picture of the same name in %s."
                .formatted(reference, pictures));
      }
      out.add(new Pair(name(reference), reference, picture));
    }
    if (!byName.isEmpty()) {
      throw new IOException(
          "The picture %s has no reference of the same name in %s."
              .formatted(byName.values().stream().sorted().findFirst().orElseThrow(), references));
    }
    return out;
  }

  /** What a file is called. */
  public static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
