package io.visavis.avatar.pickle;

import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bytes of arrays, in the ways in which Pythons of different age write them. */
final class RawBytes {
  private static final Set<String> LATIN = Set.of("latin1", "latin-1");
  private static final Set<String> NO_BYTES = Set.of("__builtin__.bytes", "builtins.bytes");

  private RawBytes() {}

  /**
   * Reads bytes; those of the file where it has them as they are, which are then not copied. Python
   * 3 writes for Python 2 a call of {@code _codecs.encode} with {@code (text, "latin1")}, and one
   * of {@code bytes} if there are none.
   *
   * @param length how many there must be
   * @param what what messages call the array
   * @throws PickleException if it is another value, or has another length
   */
  static ByteBuffer of(@Nullable Value value, long length, String what) {
    Text text = text(value);
    int size = text == null ? 0 : text.size();
    if (text == null && !isEmptyBytes(value)) {
      throw new PickleException(what + " has no bytes of values; an array of NumPy has them.");
    }
    if (size != length) {
      throw new PickleException(
          "%s has %d bytes of values; %d would be right for its shape and type."
              .formatted(what, size, length));
    }
    return text == null ? ByteBuffer.allocate(0) : text.bytes();
  }

  private static @Nullable Text text(@Nullable Value value) {
    if (value instanceof Instance instance
        && instance.className().equals("_codecs.encode")
        && instance.argument(0) instanceof Text encoded
        && instance.argument(1) instanceof Text encoding
        && LATIN.contains(encoding.start(8))) {
      return encoded;
    }
    return value instanceof Text text ? text : null;
  }

  private static boolean isEmptyBytes(@Nullable Value value) {
    return value instanceof Instance instance
        && NO_BYTES.contains(instance.className())
        && instance.argument(0) == null;
  }
}
