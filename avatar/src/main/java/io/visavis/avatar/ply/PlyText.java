package io.visavis.avatar.ply;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers as text, with blanks or line ends between them. */
final class PlyText {
  // The largest double has 309 digits before its point.
  private static final int MAX_WORD = 400;
  private static final Pattern SHOWN = Pattern.compile("[^ -~]");

  private final InputStream in;
  private final String name;
  private final byte[] buffer = new byte[1 << 16];
  private final byte[] word = new byte[MAX_WORD];
  private int at;
  private int end;

  PlyText(InputStream in, String name) {
    this.in = in;
    this.name = name;
  }

  /**
   * Passes over a word.
   *
   * @throws EOFException if there is none
   * @throws PlyException if it is too long for a number
   */
  void skip() throws IOException {
    word();
  }

  /**
   * The next number; not-a-number and infinities are numbers too.
   *
   * @param property what messages call its column
   * @param row from 0
   * @throws EOFException if there is none
   * @throws PlyException with one sentence if it is no number
   */
  float number(String property, int row) throws IOException {
    int length = word();
    String text = new String(word, 0, length, StandardCharsets.ISO_8859_1);
    try {
      return decimal(length) ? Float.parseFloat(text) : special(text);
    } catch (NumberFormatException e) {
      throw new PlyException(
          "%s has '%s' for '%s' in row %d of its vertices; a number would be right."
              .formatted(name, SHOWN.matcher(text).replaceAll("?"), property, row),
          e);
    }
  }

  /** Java's parser would also take 0x1p3, 1f and 1d. */
  private boolean decimal(int length) {
    for (int i = 0; i < length; i++) {
      byte c = word[i];
      if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        return false;
      }
    }
    return true;
  }

  private static float special(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan", "+nan", "-nan" -> Float.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Float.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Float.NEGATIVE_INFINITY;
      default -> throw new NumberFormatException();
    };
  }

  private int word() throws IOException {
    int c = next();
    while (blank(c)) {
      c = next();
    }
    if (c < 0) {
      throw new EOFException();
    }
    int length = 0;
    for (; c >= 0 && !blank(c); c = next()) {
      if (length == MAX_WORD) {
        throw new PlyException(
            "%s has a number of more than %d characters.".formatted(name, MAX_WORD));
      }
      word[length++] = (byte) c;
    }
    return length;
  }

  private static boolean blank(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private int next() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(buffer));
      if (end == 0) {
        return -1;
      }
    }
    return buffer[at++] & 0xff;
  }
}
