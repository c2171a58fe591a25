package io.visavis.avatar.numpy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one {@code .npy} of short texts: Unicode of 4 bytes a character, or bytes. */
final class NpyStrings {
  private static final int LONGEST = 256;
  private static final Pattern TEXT = Pattern.compile("([<>|])([US])(\\d{1,4})");

  private NpyStrings() {}

  /**
   * Reads texts.
   *
   * @param name what messages call it
   * @param maxValues texts that there may be at most
   * @throws NumpyException with one sentence if it cannot be used
   * @throws IOException if the stream fails
   */
  static List<String> read(InputStream stream, String name, long maxValues) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    try {
      NpyHeader header = NpyHeader.read(in, name, maxValues);
      Matcher type = TEXT.matcher(header.type());
      if (!type.matches() || Integer.parseInt(type.group(3)) > LONGEST) {
        throw new NumpyException(
            "%s has values of the type '%s'; texts of at most %d characters would be right, such as '<U16'."
                .formatted(name, header.type(), LONGEST));
      }
      boolean wide = type.group(2).equals("U");
      Charset charset =
          wide
              ? Charset.forName(type.group(1).equals(">") ? "UTF-32BE" : "UTF-32LE")
              : StandardCharsets.ISO_8859_1;
      byte[] bytes = new byte[Integer.parseInt(type.group(3)) * (wide ? 4 : 1)];
      List<String> out = new ArrayList<>();
      for (int i = 0; i < header.count(); i++) {
        in.readFully(bytes);
        out.add(new String(bytes, charset).replace("\0", ""));
      }
      return List.copyOf(out);
    } catch (EOFException e) {
      throw new NumpyException(name + " ends too early.", e);
    }
  }
}
