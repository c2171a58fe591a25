package io.visavis.avatar.pickle;

/** Walks over the characters of a text, or its bytes. */
final class Characters {
  /** After the last one. */
  static final int END = -1;

  private static final String ESCAPES = "\\'\"abfnrtv";
  private static final String ESCAPED = "\\'\"\007\b\f\n\r\t\013";

  private final Source file;
  private final Text.Form form;
  private final int end;
  private int at;
  // After a backslash that starts nothing, the next character is only itself.
  private boolean plain;

  Characters(Text text) {
    this.file = text.file();
    this.form = text.form();
    this.at = text.from();
    this.end = text.from() + text.length();
  }

  /**
   * The next one, or {@link #END}.
   *
   * @throws PickleException if the text is not encoded as it says
   */
  int next() {
    if (at == end) {
      return END;
    }
    int c = file.at(at++);
    return switch (form) {
      case BYTES -> c;
      case UTF8 -> utf8(c);
      case RAW_UNICODE, QUOTED -> {
        boolean escape = c == '\\' && !plain && at < end;
        plain = false;
        if (!escape) {
          yield c;
        }
        yield form == Text.Form.QUOTED ? quoted() : rawUnicode();
      }
    };
  }

  /** Python may write half a surrogate pair, too. */
  private int utf8(int first) {
    if (first < 0x80) {
      return first;
    }
    int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    if (first < 0xc2 || more > end - at) {
      throw file.damaged();
    }
    int c = first & (0x3f >> more);
    for (int i = 0; i < more; i++) {
      int next = file.at(at++);
      if ((next & 0xc0) != 0x80) {
        throw file.damaged();
      }
      c = (c << 6) | (next & 0x3f);
    }
    return checked(c);
  }

  private int rawUnicode() {
    int kind = file.at(at);
    if (kind != 'u' && kind != 'U') {
      plain = true;
      return '\\';
    }
    at++;
    return checked(hex(kind == 'u' ? 4 : 8));
  }

  private int quoted() {
    int kind = file.at(at++);
    int known = ESCAPES.indexOf(kind);
    if (known >= 0) {
      return ESCAPED.charAt(known);
    }
    if (kind == 'x') {
      return hex(2);
    }
    if (kind < '0' || kind > '7') {
      // Python keeps the backslash, and what follows it.
      at--;
      plain = true;
      return '\\';
    }
    int c = kind - '0';
    for (int i = 0; i < 2 && at < end && file.at(at) >= '0' && file.at(at) <= '7'; i++) {
      c = c * 8 + file.at(at++) - '0';
    }
    return c & 0xff;
  }

  private int hex(int digits) {
    if (digits > end - at) {
      throw file.damaged();
    }
    int c = 0;
    for (int i = 0; i < digits; i++) {
      int digit = Character.digit(file.at(at++), 16);
      if (digit < 0) {
        throw file.damaged();
      }
      c = (c << 4) | digit;
    }
    return c;
  }

  private int checked(int c) {
    if (!Character.isValidCodePoint(c)) {
      throw file.damaged();
    }
    return c;
  }
}
