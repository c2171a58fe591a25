package io.visavis.avatar.obj;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The lines of a text as words, without comments; a backslash at its end continues a line. */
final class ObjLines {
  /** Bytes of a line, continued ones together. */
  private static final int LONGEST = 64 << 10;

  private static final int SHOWN = 40;

  private final InputStream in;
  private final String name;
  private final long most;
  private final byte[] line = new byte[LONGEST];
  private final List<String> words = new ArrayList<>();
  private long bytes;
  private int number;
  private int started;
  private boolean ended;

  ObjLines(InputStream in, String name, long most) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.name = name;
    this.most = most;
  }

  /** Goes to the next line that has words; false at the end. */
  boolean next() throws IOException {
    words.clear();
    while (words.isEmpty() && !ended) {
      split(fill());
    }
    return !words.isEmpty();
  }

  /** The words of the line; overwritten by the next. */
  List<String> words() {
    return words;
  }

  /** A fault of this line, told with what it says. */
  ObjException fault(String what) {
    String text = String.join(" ", words).replaceAll("[^ -~]", "?");
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    return new ObjException(
        "Line %d of %s, '%s', %s.".formatted(Math.max(started, 1), name, shown, what));
  }

  /** A fault of the whole. */
  ObjException faultOfFile(String what) {
    return new ObjException("%s %s.".formatted(name, what));
  }

  private int fill() throws IOException {
    int length = 0;
    started = number + 1;
    while (true) {
      int b = in.read();
      if (b < 0) {
        ended = true;
        return length;
      }
      if (++bytes > most) {
        throw faultOfFile("has more than %d bytes, too many for a head".formatted(most));
      }
      if (b == 0) {
        throw faultOfFile("has bytes that are no text; an OBJ file is plain text");
      }
      if (b == '\n') {
        number++;
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        if (end == 0 || line[end - 1] != '\\') {
          return length;
        }
        length = end;
        line[end - 1] = ' ';
        continue;
      }
      if (length == LONGEST) {
        throw faultOfFile(
            "has more than %d characters in line %d; an OBJ file has a short line for each vertex"
                .formatted(LONGEST, number + 1));
      }
      line[length++] = (byte) b;
    }
  }

  private void split(int length) {
    int from = -1;
    for (int i = 0; i <= length; i++) {
      boolean end = i == length || line[i] == '#';
      boolean space = end || line[i] == ' ' || line[i] == '\t' || line[i] == '\r';
      if (space && from >= 0) {
        words.add(new String(line, from, i - from, StandardCharsets.ISO_8859_1));
        from = -1;
      } else if (!space && from < 0) {
        from = i;
      }
      if (end) {
        return;
      }
    }
  }
}
