package io.visavis.avatar.ply;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The vertices of a PLY file, version 1.0, column by column: binary in either order of bytes, or
 * text. Elements before them are passed over, those after them are not looked at.
 */
public final class PlyFile {
  private static final int MAX_SHOWN = 80;

  private final String name;
  private final int vertices;
  private final Map<String, float[]> columns = new LinkedHashMap<>();

  private PlyFile(String name, PlyHeader header, float[][] values) {
    this.name = name;
    this.vertices = (int) header.vertex().count();
    for (int i = 0; i < values.length; i++) {
      columns.put(header.vertex().properties().get(i).name(), values[i]);
    }
  }

  /**
   * Reads a file; its numbers take four bytes each, whatever they take in the file.
   *
   * @param maxVertices that it may have at most
   * @throws PlyException with one sentence if it cannot be used
   * @throws IOException if it cannot be read
   */
  public static PlyFile read(Path file, int maxVertices) throws IOException {
    try (FileChannel channel = FileChannel.open(file);
        InputStream in = Channels.newInputStream(channel)) {
      return read(in, channel.size(), file.toString(), maxVertices);
    }
  }

  /**
   * Reads the bytes of a file.
   *
   * @param name what messages call it
   * @throws PlyException with one sentence if they cannot be used
   */
  public static PlyFile parse(byte[] file, String name, int maxVertices) throws IOException {
    return read(new ByteArrayInputStream(file), file.length, name, maxVertices);
  }

  private static PlyFile read(InputStream in, long size, String name, int maxVertices)
      throws IOException {
    InputStream buffered = new BufferedInputStream(in);
    PlyHeader header = PlyHeaderReader.read(buffered, name, maxVertices);
    return new PlyFile(name, header, PlyTable.read(header, buffered, size - header.bytes(), name));
  }

  /** Number of vertices; it may be 0. */
  public int vertices() {
    return vertices;
  }

  /** Names of the columns, in the file's order. */
  public List<String> properties() {
    return List.copyOf(columns.keySet());
  }

  /** Whether there is a column of this name. */
  public boolean has(String property) {
    return columns.containsKey(property);
  }

  /**
   * A column.
   *
   * @return [vertices], as they are in the file, so not always finite; not a copy
   * @throws PlyException with one sentence if it is missing
   */
  public float[] column(String property) {
    float[] column = columns.get(property);
    if (column == null) {
      throw new PlyException(
          "%s has no property '%s'; it has %s.".formatted(name, property, shown()));
    }
    return column;
  }

  private String shown() {
    if (columns.isEmpty()) {
      return "none";
    }
    String names = String.join(", ", columns.keySet().stream().limit(MAX_SHOWN).toList());
    int more = columns.size() - MAX_SHOWN;
    return more > 0 ? "%s and %d more".formatted(names, more) : names;
  }
}
