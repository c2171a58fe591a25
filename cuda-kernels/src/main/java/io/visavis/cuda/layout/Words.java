package io.visavis.cuda.layout;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A growing array of words; every array begins on 16 bytes. */
final class Words {
  private ByteBuffer buffer;
  private int size;

  Words(int header) {
    buffer = allocate(1 << 16);
    size = header;
  }

  void header(int word, int value) {
    buffer.putInt(4 * word, value);
  }

  int ints(int[] values) {
    int at = room(values.length);
    buffer.asIntBuffer().put(at, values);
    return at;
  }

  int floats(float[]... planes) {
    int total = 0;
    for (float[] plane : planes) {
      total = Math.addExact(total, plane.length);
    }
    int at = room(total);
    int to = at;
    for (float[] plane : planes) {
      buffer.asFloatBuffer().put(to, plane);
      to += plane.length;
    }
    return at;
  }

  /** [n, width] to [width][n]. */
  int planes(float[] rows, int width) {
    float[] out = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      out[i % width * (rows.length / width) + i / width] = rows[i];
    }
    return floats(out);
  }

  int planes(int[] rows, int width) {
    int[] out = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      out[i % width * (rows.length / width) + i / width] = rows[i];
    }
    return ints(out);
  }

  ByteBuffer bytes() {
    return buffer.slice(0, 4 * size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private int room(int words) {
    int at = (size + 3) / 4 * 4;
    long end = 4L * at + 4L * words;
    if (end > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException(
          "The avatar takes more than 2 GB on a GPU; fewer Gaussians or correctives would be right.");
    }
    if (end > buffer.capacity()) {
      ByteBuffer larger =
          allocate((int) Math.min(Integer.MAX_VALUE - 16, Math.max(end, 2L * buffer.capacity())));
      larger.put(0, buffer, 0, 4 * size);
      buffer = larger;
    }
    size = at + words;
    return at;
  }

  private static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
