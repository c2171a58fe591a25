package io.visavis.cuda.tick;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A growing table of structures, little-endian. */
final class Table {
  /** Nothing. */
  static final Table EMPTY = new Table();

  private ByteBuffer bytes = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);

  /** Room for so many bytes more, to be filled at once. */
  ByteBuffer room(int more) {
    if (bytes.remaining() < more) {
      ByteBuffer larger =
          ByteBuffer.allocate(Math.max(2 * bytes.capacity(), bytes.position() + more))
              .order(ByteOrder.LITTLE_ENDIAN);
      bytes = larger.put(bytes.flip());
    }
    return bytes;
  }

  void putLong(long value) {
    room(8).putLong(value);
  }

  void putInts(int... values) {
    for (int value : values) {
      room(4).putInt(value);
    }
  }

  /** A block for every {@code step} of {@code count} items of an owner. */
  void work(int owner, int count, int step) {
    for (int first = 0; first < count; first += step) {
      putInts(owner, first);
    }
  }

  /** Bytes so far. */
  int size() {
    return bytes.position();
  }

  /** Copies all of it to the front of a buffer. */
  void copyTo(ByteBuffer to) {
    to.put(0, bytes.array(), 0, size());
  }
}
