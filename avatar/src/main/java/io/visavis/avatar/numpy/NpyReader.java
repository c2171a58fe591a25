package io.visavis.avatar.numpy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one {@code .npy}, versions 1 to 3 (NEP 1): little- or big-endian floats of 4 or 8 bytes and
 * integers of 1 to 8, in C or Fortran order. Objects, which NumPy pickles, are refused: nothing in
 * a file runs.
 */
final class NpyReader {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAX_HEADER = 64 << 10;
  private static final int MAX_RANK = 8;
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([!-~&&[^']]{1,16})'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]{0,200})\\)");
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
    String header = header();
    Matcher type = NUMBER.matcher(only(DESCR, header, "'descr'"));
    if (!type.matches() || ("f".equals(type.group(2)) && width(type) < 4)) {
      throw new NumpyException(
          "%s has values of the type '%s'; numbers of 32 or 64 bits would be right, such as '<f4'."
              .formatted(name, only(DESCR, header, "'descr'")));
    }
    boolean fortran = only(ORDER, header, "'fortran_order'").equals("True");
    List<Integer> shape = shape(only(SHAPE, header, "'shape'"));
    int count = 1;
    for (int side : shape) {
      count *= side;
    }
    float[] values = values(count, type);
    return new NumpyArray(shape, fortran ? rowMajor(values, shape) : values);
  }

  private static int width(Matcher type) {
    return Integer.parseInt(type.group(3));
  }

  private String header() throws IOException {
    byte[] magic = new byte[MAGIC.length];
    in.readFully(magic);
    if (!java.util.Arrays.equals(magic, MAGIC)) {
      throw new NumpyException(name + " is not an array of NumPy.");
    }
    int version = in.readUnsignedByte();
    in.readUnsignedByte();
    if (version < 1 || version > 3) {
      throw new NumpyException(
          "%s has the format's version %d; 1 to 3 are known.".formatted(name, version));
    }
    long length =
        version == 1
            ? Short.toUnsignedInt(Short.reverseBytes(in.readShort()))
            : Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
    if (length > MAX_HEADER) {
      throw new NumpyException("%s has a header of %d bytes.".formatted(name, length));
    }
    byte[] header = new byte[(int) length];
    in.readFully(header);
    return new String(header, StandardCharsets.ISO_8859_1);
  }

  private String only(Pattern pattern, String header, String what) {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw new NumpyException(
          "%s has a header without a usable %s; it holds no plain numbers.".formatted(name, what));
    }
    return matcher.group(1);
  }

  private List<Integer> shape(String text) {
    List<Integer> shape = new ArrayList<>();
    long count = 1;
    for (String side : text.split(",", -1)) {
      if (side.isBlank()) {
        continue;
      }
      long length;
      try {
        length = Long.parseLong(side.strip());
      } catch (NumberFormatException e) {
        throw new NumpyException("%s has the shape (%s).".formatted(name, text), e);
      }
      // Checked at every side, so that nothing overflows.
      count = length > maxValues ? Long.MAX_VALUE : Math.multiplyExact(count, length);
      if (shape.size() == MAX_RANK) {
        throw new NumpyException(
            "%s has the shape (%s), more than %d sides.".formatted(name, text.strip(), MAX_RANK));
      }
      if (count > maxValues) {
        throw new NumpyException(
            "%s has the shape (%s), more than %d values.".formatted(name, text.strip(), maxValues));
      }
      shape.add((int) length);
    }
    return shape;
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
