package io.visavis.avatar.numpy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Arrays of a {@code .npz} by their keys, read one at a time when they are asked for; what is not
 * asked for is never unpacked, and nothing is unpacked beyond what an array's own header and the
 * caller's limit allow.
 */
public final class NpzFile implements AutoCloseable {
  private static final String SUFFIX = ".npy";

  private final Path file;
  private final ZipFile zip;

  /**
   * Opens a file.
   *
   * @throws NumpyException with one sentence if it is no npz
   * @throws IOException if it cannot be read
   */
  public NpzFile(Path file) throws IOException {
    this.file = file;
    try {
      this.zip = new ZipFile(file.toFile());
    } catch (ZipException | EOFException e) {
      throw new NumpyException(file + " is not an npz file, or is cut short.", e);
    }
  }

  /** Keys of the arrays, in the file's order. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    zip.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.endsWith(SUFFIX))
        .forEach(name -> keys.add(name.substring(0, name.length() - SUFFIX.length())));
    return keys;
  }

  /**
   * Reads an array.
   *
   * @param maxValues values that it may have at most
   * @throws NumpyException with one sentence if it is missing or cannot be used
   * @throws IOException if the file cannot be read
   */
  public NumpyArray array(String key, long maxValues) throws IOException {
    try (InputStream in = zip.getInputStream(entry(key))) {
      return NpyReader.read(in, "'%s' of %s".formatted(key, file), maxValues);
    } catch (ZipException e) {
      throw new NumpyException("'%s' of %s is damaged.".formatted(key, file), e);
    }
  }

  /**
   * Reads an array of texts.
   *
   * @param maxValues texts that it may have at most
   * @throws NumpyException with one sentence if it is missing or cannot be used
   * @throws IOException if the file cannot be read
   */
  public List<String> texts(String key, long maxValues) throws IOException {
    try (InputStream in = zip.getInputStream(entry(key))) {
      return NpyStrings.read(in, "'%s' of %s".formatted(key, file), maxValues);
    } catch (ZipException e) {
      throw new NumpyException("'%s' of %s is damaged.".formatted(key, file), e);
    }
  }

  private ZipEntry entry(String key) {
    ZipEntry entry = zip.getEntry(key + SUFFIX);
    if (entry == null) {
      throw new NumpyException(
          "%s has no array '%s'; it has %s."
              .formatted(file, key, keys().isEmpty() ? "none" : String.join(", ", shown())));
    }
    return entry;
  }

  private List<String> shown() {
    List<String> keys = keys();
    return keys.stream().limit(12).map(key -> key.replaceAll("[^ -~]", "?")).toList();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
