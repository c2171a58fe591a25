package io.visavis.avatar.pickle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A dtype of NumPy: what the bytes of an array are.
 *
 * @param kind f for floats, i and u for integers with and without a sign, b for truth
 * @param width bytes of a number
 */
record NumberType(char kind, int width, ByteOrder order) {
  private static final int MAX_SHOWN = 16;
  private static final Pattern NUMBER = Pattern.compile("(?:[iu]([1248])|f([48])|b(1))");

  /**
   * Reads a call of {@code numpy.dtype} with {@code ("f8", False, True)} and its state {@code (3,
   * "<", None, None, None, -1, -1, 0)}.
   *
   * @param what what messages call the array
   * @throws PickleException if it is another value, or is not of numbers
   */
  static NumberType of(@Nullable Value dtype, String what) {
    if (!(dtype instanceof Instance instance
        && instance.className().equals("numpy.dtype")
        && instance.argument(0) instanceof Text code
        && Group.item(instance.state(), 1) instanceof Text orderCode)) {
      throw new PickleException(
          what + " has no usable type of values; a dtype of NumPy would be right.");
    }
    String name = code.start(MAX_SHOWN);
    String order = orderCode.start(MAX_SHOWN);
    Matcher number = NUMBER.matcher(name);
    boolean ordered = order.equals("<") || order.equals(">");
    if (!number.matches() || (!ordered && !(order.equals("|") && name.endsWith("1")))) {
      throw new PickleException(
          "%s has values of the type '%s'; numbers of 32 or 64 bits would be right, such as '<f4'."
              .formatted(what, Value.shown(order + name)));
    }
    return new NumberType(
        name.charAt(0),
        name.charAt(1) - '0',
        order.equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  boolean isWhole() {
    return kind == 'i' || kind == 'u';
  }

  /** The number with an index among bytes of this order, rounded to a float. */
  float real(ByteBuffer data, int index) {
    int at = index * width;
    if (kind == 'f') {
      return width == 4 ? data.getFloat(at) : (float) data.getDouble(at);
    }
    long value = whole(data, index);
    if (kind == 'b') {
      return value == 0 ? 0 : 1;
    }
    return kind == 'i' || value >= 0 ? value : (float) ((value >>> 1) * 2.0);
  }

  /** The integer with an index among bytes of this order; u8 beyond 63 bits is negative. */
  long whole(ByteBuffer data, int index) {
    int at = index * width;
    boolean signed = kind == 'i';
    return switch (width) {
      case 1 -> signed ? data.get(at) : data.get(at) & 0xff;
      case 2 -> signed ? data.getShort(at) : data.getShort(at) & 0xffff;
      case 4 -> signed ? data.getInt(at) : data.getInt(at) & 0xffffffffL;
      default -> data.getLong(at);
    };
  }
}
