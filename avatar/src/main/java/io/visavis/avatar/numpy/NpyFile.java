package io.visavis.avatar.numpy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The array of a {@code .npy}. */
public final class NpyFile {
  private NpyFile() {}

  /**
   * Reads it.
   *
   * @param maxValues values that it may have at most
   * @throws NumpyException with one sentence if it cannot be used
   * @throws IOException if the file cannot be read
   */
  public static NumpyArray read(Path file, long maxValues) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return NpyReader.read(in, file.toString(), maxValues);
    }
  }
}
