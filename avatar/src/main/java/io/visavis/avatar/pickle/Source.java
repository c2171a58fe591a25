package io.visavis.avatar.pickle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Pattern;

/** The bytes of a pickle, read from the first to the last, and never beyond. */
final class Source {
  // A number of 64 bits and its sign have 20 characters; Python 2 adds an L.
  private static final int MAX_NUMBER = 24;
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+");

  private final ByteBuffer bytes;
  private final String name;

  Source(ByteBuffer bytes, String name) {
    this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    this.name = name;
  }

  /** The byte at a place, 0 to 255. */
  int at(int index) {
    return bytes.get(index) & 0xff;
  }

  /** A part of the file; nothing is copied. */
  ByteBuffer slice(int from, int length) {
    return bytes.slice(from, length);
  }

  int unsigned1() {
    need(1);
    return bytes.get() & 0xff;
  }

  int unsigned2() {
    need(2);
    return bytes.getShort() & 0xffff;
  }

  int signed4() {
    need(4);
    return bytes.getInt();
  }

  long unsigned4() {
    return Integer.toUnsignedLong(signed4());
  }

  long signed8() {
    need(8);
    return bytes.getLong();
  }

  /** A whole number of so many bytes; one of more than 64 bits is passed over. */
  Value whole(long length) {
    need(length);
    if (length > 8) {
      skip(length);
      return Value.Constant.NUMBER;
    }
    long value = 0;
    for (int i = 0; i < length; i++) {
      value |= (long) unsigned1() << (8 * i);
    }
    int unused = 64 - 8 * (int) length;
    // A shift by 64 would be one by 0.
    return new Value.Whole(length == 0 ? 0 : value << unused >> unused);
  }

  /** A line with a whole number, or with 00 and 01 for Python's truth. */
  Value wholeLine() {
    Text line = line(Text.Form.BYTES);
    String text = line.start(MAX_NUMBER + 1).strip();
    if (text.equals("00") || text.equals("01")) {
      return text.equals("01") ? Value.Constant.TRUE : Value.Constant.FALSE;
    }
    return text.length() > MAX_NUMBER ? Value.Constant.NUMBER : whole(text);
  }

  private Value whole(String text) {
    String digits = text.endsWith("L") ? text.substring(0, text.length() - 1) : text;
    if (!NUMBER.matcher(digits).matches()) {
      throw damaged();
    }
    try {
      return new Value.Whole(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      return Value.Constant.NUMBER;
    }
  }

  /** A line with the number of a memo. */
  long memoLine() {
    String text = line(Text.Form.BYTES).start(MAX_NUMBER).strip();
    if (!(whole(text) instanceof Value.Whole whole) || whole.value() < 0) {
      throw damaged();
    }
    return whole.value();
  }

  /** A text of so many bytes, which stay where they are. */
  Text text(long length, Text.Form form) {
    int from = bytes.position();
    skip(length);
    return new Text(this, from, (int) length, form);
  }

  /** The text up to the next end of a line, which stays where it is. */
  Text line(Text.Form form) {
    int from = bytes.position();
    for (int at = from; at < bytes.limit(); at++) {
      if (bytes.get(at) == '\n') {
        bytes.position(at + 1);
        return new Text(this, from, at - from, form);
      }
    }
    throw early();
  }

  /** A line between quotes. */
  Text quotedLine() {
    Text line = line(Text.Form.QUOTED);
    int last = line.from() + line.length() - 1;
    int quote = line.length() < 2 ? 0 : at(last);
    if ((quote != '\'' && quote != '"') || at(line.from()) != quote) {
      throw damaged();
    }
    return new Text(this, line.from() + 1, line.length() - 2, Text.Form.QUOTED);
  }

  void skip(long length) {
    need(length);
    bytes.position(bytes.position() + (int) length);
  }

  /** Lengths have no sign, so that a negative one is only far beyond any end. */
  void need(long length) {
    if (length < 0 || length > bytes.remaining()) {
      throw early();
    }
  }

  PickleException early() {
    return new PickleException(name + " ends too early.");
  }

  PickleException damaged() {
    return new PickleException(name + " is not a pickle of Python, or is damaged.");
  }

  PickleException refused(String rest) {
    return new PickleException(name + " " + rest);
  }
}
