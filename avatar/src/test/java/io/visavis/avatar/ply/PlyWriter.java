package io.visavis.avatar.ply;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Files for the tests. */
final class PlyWriter {
  private PlyWriter() {}

  /** A header of these lines, then these bytes. */
  static byte[] file(String header, byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(("ply\n" + header + "end_header\n").getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(body);
    return out.toByteArray();
  }

  /** Floats of 32 bits only. */
  static byte[] floats(ByteOrder order, List<String> properties, float[][] columns, int rows) {
    StringBuilder header = new StringBuilder("format ");
    header.append(order == ByteOrder.BIG_ENDIAN ? "binary_big_endian" : "binary_little_endian");
    header.append(" 1.0\nelement vertex ").append(rows).append('\n');
    properties.forEach(name -> header.append("property float ").append(name).append('\n'));
    ByteBuffer body = ByteBuffer.allocate(4 * columns.length * rows).order(order);
    for (int row = 0; row < rows; row++) {
      for (float[] column : columns) {
        body.putFloat(column[row]);
      }
    }
    return file(header.toString(), body.array());
  }

  /** The 62 properties of a splatting of degree 3. */
  static List<String> splatting() {
    List<String> names = new ArrayList<>(List.of("x", "y", "z", "nx", "ny", "nz"));
    numbered(names, "f_dc_", 3);
    numbered(names, "f_rest_", 45);
    names.add("opacity");
    numbered(names, "scale_", 3);
    numbered(names, "rot_", 4);
    return names;
  }

  private static void numbered(List<String> names, String prefix, int count) {
    for (int i = 0; i < count; i++) {
      names.add(prefix + i);
    }
  }

  /** Values that differ in every cell. */
  static float[][] columns(int properties, int rows) {
    float[][] columns = new float[properties][rows];
    for (int k = 0; k < properties; k++) {
      for (int row = 0; row < rows; row++) {
        columns[k][row] = row * 0.25f - k * 100;
      }
    }
    return columns;
  }
}
