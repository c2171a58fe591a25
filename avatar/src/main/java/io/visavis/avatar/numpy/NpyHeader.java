package io.visavis.avatar.numpy;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code .npy} says of itself before its values, versions 1 to 3 (NEP 1).
 *
 * @param type of a value, such as {@code <f4}
 * @param fortran whether the first side varies fastest
 * @param shape its sides
 * @param count values in all
 */
record NpyHeader(String type, boolean fortran, List<Integer> shape, int count) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAX_HEADER = 64 << 10;
  private static final int MAX_RANK = 8;
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([!-~&&[^']]{1,16})'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]{0,200})\\)");

  /**
   * Reads a header.
   *
   * @param name what messages call the array
   * @param maxValues values that it may have at most
   * @throws NumpyException with one sentence if it cannot be used
   * @throws IOException if the stream fails, or ends
   */
  static NpyHeader read(DataInputStream in, String name, long maxValues) throws IOException {
    String header = text(in, name);
    String type = only(DESCR, header, "'descr'", name);
    boolean fortran = only(ORDER, header, "'fortran_order'", name).equals("True");
    List<Integer> shape = shape(only(SHAPE, header, "'shape'", name), name, maxValues);
    int count = 1;
    for (int side : shape) {
      count *= side;
    }
    return new NpyHeader(type, fortran, shape, count);
  }

  private static String text(DataInputStream in, String name) throws IOException {
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

  private static String only(Pattern pattern, String header, String what, String name) {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw new NumpyException(
          "%s has a header without a usable %s; it holds no plain numbers.".formatted(name, what));
    }
    return matcher.group(1);
  }

  private static List<Integer> shape(String text, String name, long maxValues) {
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
}
