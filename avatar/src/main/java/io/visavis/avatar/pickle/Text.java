package io.visavis.avatar.pickle;

import java.nio.ByteBuffer;

/**
 * Characters or bytes, left in the file until they are needed: Python 2 had one type for both.
 *
 * @param from its first byte in the file
 * @param length its bytes there
 */
record Text(Source file, int from, int length, Form form) implements Value {
  /** How the file has it. */
  enum Form {
    /** Bytes, or Latin-1. */
    BYTES,
    UTF8,
    /** Latin-1, and the other characters by their numbers. */
    RAW_UNICODE,
    /** What stands between quotes in source text of Python 2, such as {@code a\x00b}. */
    QUOTED
  }

  /** Whether it reads so. */
  boolean is(String text) {
    return start(text.length() + 1).equals(text);
  }

  /**
   * Its first characters.
   *
   * @throws PickleException if it is not encoded as it says
   */
  String start(int most) {
    Characters in = new Characters(this);
    StringBuilder out = new StringBuilder();
    for (int i = 0, c; i < most && (c = in.next()) != Characters.END; i++) {
      out.appendCodePoint(c);
    }
    return out.toString();
  }

  /**
   * Number of its characters, which is that of its bytes in Latin-1.
   *
   * @throws PickleException if it is not encoded as it says
   */
  int size() {
    if (form == Form.BYTES) {
      return length;
    }
    int size = 0;
    for (Characters in = new Characters(this); in.next() != Characters.END; ) {
      size++;
    }
    return size;
  }

  /**
   * Its bytes in Latin-1; those of the file where it has them so.
   *
   * @throws PickleException if it has other characters, or is not encoded as it says
   */
  ByteBuffer bytes() {
    if (form == Form.BYTES) {
      return file.slice(from, length);
    }
    byte[] out = new byte[size()];
    Characters in = new Characters(this);
    for (int i = 0; i < out.length; i++) {
      int c = in.next();
      if (c > 0xff) {
        throw file.damaged();
      }
      out[i] = (byte) c;
    }
    return ByteBuffer.wrap(out);
  }
}
