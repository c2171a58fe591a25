package io.visavis.avatar.numpy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one {@code .npy}, versions 1 to 3 (NEP 1): little- or big-endian floats of 4 or 8 bytes and
 * integers of 1 to 8, in C or Fortran order. Objects, which NumPy pickles, are refused: nothing in
 * a file runs.
 */
final class NpyReader {
  private static final Pattern NUMBER = Pattern.compile("([<>|])([fiu])([1248])");

  private final DataInputStream in;
  private final String name;
  private final long maxValues;

  private NpyReader(InputStream in, String name, long maxValues) {
    this.in = new DataInputStream(in);
    this.name = name;
    this.maxValues = maxValues;
  }

  /**
   * Reads an array.
   *
   * @param name what messages call it
   * @param maxValues values that it may have at most
   * @throws NumpyException with one sentence if it cannot be used
   * @throws IOException if the stream fails
   */
  static NumpyArray read(InputStream in, String name, long maxValues) throws IOException {
    try {
      return new NpyReader(in, name, maxValues).read();
    } catch (EOFException e) {
      throw new NumpyException(name + " ends too early.", e);
    }
  }

  private NumpyArray read() throws IOException {
    NpyHeader header = NpyHeader.read(in, name, maxValues);
    Matcher type = NUMBER.matcher(header.type());
    if (!type.matches() || ("f".equals(type.group(2)) && width(type) < 4)) {
      throw new NumpyException(
          "%s has values of the type '%s'; numbers of 32 or 64 bits would be right, such as '<f4'."
              .formatted(name, header.type()));
    }
    float[] values = values(header.count(), type);
    return new NumpyArray(
        header.shape(), header.fortran() ? rowMajor(values, header.shape()) : values);
  }

  private static int width(Matcher type) {
    return Integer.parseInt(type.group(3));
  }

  private float[] values(int count, Matcher type) throws IOException {
    int width = width(type);
    ByteOrder order = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    boolean floating = type.group(2).equals("f");
    boolean signed = type.group(2).equals("i");
    float[] out = new float[count];
    // In pieces: a header may promise more than there is.
    byte[] bytes = new byte[width * Math.min(count, 1 << 14)];
    for (int at = 0; at < count; ) {
      int n = Math.min(count - at, bytes.length / width);
      in.readFully(bytes, 0, n * width);
      ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
      for (int i = 0; i < n; i++) {
        out[at + i] = floating ? floating(buffer, width) : whole(buffer, width, signed);
      }
      at += n;
    }
    return out;
  }

  private static float floating(ByteBuffer buffer, int width) {
    return width == 4 ? buffer.getFloat() : (float) buffer.getDouble();
  }

  private static float whole(ByteBuffer buffer, int width, boolean signed) {
    return switch (width) {
      case 1 -> signed ? buffer.get() : buffer.get() & 0xff;
      case 2 -> signed ? buffer.getShort() : buffer.getShort() & 0xffff;
      case 4 -> signed ? buffer.getInt() : buffer.getInt() & 0xffffffffL;
      default -> {
        long value = buffer.getLong();
        yield signed || value >= 0 ? value : (float) ((value >>> 1) * 2.0);
      }
    };
  }

  /** From the order in which the first side varies fastest. */
  private static float[] rowMajor(float[] values, List<Integer> shape) {
    float[] out = new float[values.length];
    int[] index = new int[shape.size()];
    for (float value : values) {
      int at = 0;
      for (int k = 0; k < index.length; k++) {
        at = at * shape.get(k) + index[k];
      }
      out[at] = value;
      for (int k = 0; k < index.length && ++index[k] == shape.get(k); k++) {
        index[k] = 0;
      }
    }
    return out;
  }
}
