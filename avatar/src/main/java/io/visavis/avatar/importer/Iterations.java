package io.visavis.avatar.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where a training of 3D Gaussian splatting put its results. */
final class Iterations {
  private static final Pattern NAME = Pattern.compile("iteration_(\\d{1,9})");

  private Iterations() {}

  /**
   * A file in that folder, or else that of the last iteration: {@code
   * point_cloud/iteration_N/FILE}.
   *
   * @throws ImportException with one sentence if there is none
   */
  static Path last(Path folder, String file) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new ImportException("There is no folder %s.".formatted(folder));
    }
    Path here = folder.resolve(file);
    if (Files.isRegularFile(here)) {
      return here;
    }
    Path iterations = folder.resolve("point_cloud");
    return (Files.isDirectory(iterations) ? newest(iterations, file) : Optional.<Path>empty())
        .orElseThrow(
            () ->
                new ImportException(
                    "There is no %s in %s, nor in its point_cloud/iteration_… folders."
                        .formatted(file, folder)));
  }

  private static Optional<Path> newest(Path iterations, String file) throws IOException {
    try (Stream<Path> folders = Files.list(iterations)) {
      return folders
          .filter(f -> number(f) >= 0 && Files.isRegularFile(f.resolve(file)))
          .max(Comparator.comparingInt(Iterations::number))
          .map(f -> f.resolve(file));
    }
  }

  private static int number(Path folder) {
    Matcher name = NAME.matcher(String.valueOf(folder.getFileName()));
    return name.matches() ? Integer.parseInt(name.group(1)) : -1;
  }
}
