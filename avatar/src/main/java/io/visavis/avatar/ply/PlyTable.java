package io.visavis.avatar.ply;

import io.visavis.avatar.ply.PlyHeader.Element;
import io.visavis.avatar.ply.PlyHeader.Property;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Reads the rows of the vertices, in one pass and in pieces, into columns. */
final class PlyTable {
  private static final int PIECE = 1 << 20;

  private final PlyHeader header;
  private final InputStream in;
  private final String name;

  private PlyTable(PlyHeader header, InputStream in, String name) {
    this.header = header;
    this.in = in;
    this.name = name;
  }

  /**
   * Reads the columns.
   *
   * @param in at the end of the header
   * @param size bytes that there are after the header
   * @param name what messages call the file
   * @return [properties][vertices], in the header's order
   * @throws PlyException with one sentence if they cannot be used
   * @throws IOException if the stream fails
   */
  static float[][] read(PlyHeader header, InputStream in, long size, String name)
      throws IOException {
    try {
      return new PlyTable(header, in, name).read(size);
    } catch (EOFException e) {
      // Only if the file shrinks while it is read, or is text.
      throw new PlyException(name + " ends too early.", e);
    }
  }

  private float[][] read(long size) throws IOException {
    ByteOrder order = header.order();
    long needed = 0;
    for (Element element : header.before()) {
      needed += order == null ? 2 * element.values() : element.bytes();
    }
    Element vertex = header.vertex();
    // As text, a number takes a digit and a blank, of which the last may be missing.
    needed += order == null ? Math.max(0, 2 * vertex.values() - 1) : vertex.bytes();
    // Before anything is allocated: a header may promise more than there is.
    if (needed > size) {
      throw new PlyException(
          "%s ends too early: its header promises at least %d bytes of numbers, and %d are there."
              .formatted(name, needed, size));
    }
    float[][] columns = new float[vertex.properties().size()][(int) vertex.count()];
    if (order == null) {
      text(columns);
    } else {
      binary(columns, order);
    }
    return columns;
  }

  private void binary(float[][] columns, ByteOrder order) throws IOException {
    in.skipNBytes(header.before().stream().mapToLong(Element::bytes).sum());
    int stride = header.vertex().stride();
    int rows = (int) header.vertex().count();
    if (stride == 0) {
      return;
    }
    byte[] bytes = new byte[stride * Math.min(rows, PIECE / stride)];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
    for (int row = 0; row < rows; ) {
      int n = Math.min(rows - row, bytes.length / stride);
      if (in.readNBytes(bytes, 0, n * stride) < n * stride) {
        throw new EOFException();
      }
      int offset = 0;
      for (int k = 0; k < columns.length; k++) {
        PlyType type = header.vertex().properties().get(k).type();
        for (int i = 0; i < n; i++) {
          columns[k][row + i] = type.at(buffer, offset + i * stride);
        }
        offset += type.width();
      }
      row += n;
    }
  }

  private void text(float[][] columns) throws IOException {
    PlyText text = new PlyText(in, name);
    for (Element element : header.before()) {
      for (long i = element.values(); i > 0; i--) {
        text.skip();
      }
    }
    List<Property> properties = header.vertex().properties();
    int rows = properties.isEmpty() ? 0 : (int) header.vertex().count();
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < columns.length; k++) {
        columns[k][row] = text.number(properties.get(k).name(), row);
      }
    }
  }
}
