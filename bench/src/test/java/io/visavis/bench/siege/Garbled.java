package io.visavis.bench.siege;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Text and bytes with something wrong in them. */
final class Garbled {
  private static final String[] NASTY = {
    "%s%n",
    "\0",
    "\r\n\r\n",
    "-1",
    "NaN",
    "1e999",
    "18446744073709551616",
    "../../etc/passwd",
    "\"",
    "{",
    "[[[[[[[[",
    "${jndi:x}",
    "é\uFFFF",
    "x".repeat(5_000),
    "null",
    "0x7fffffff"
  };

  private Garbled() {}

  /** Nearly the text: pieces lost, doubled or swapped, or something nasty put in. */
  static String text(String text, SplittableRandom random) {
    StringBuilder s = new StringBuilder(text);
    for (int k = random.nextInt(1, 5); k > 0 && s.length() > 4; k--) {
      int from = random.nextInt(s.length() - 1);
      int to = Math.min(s.length(), from + random.nextInt(1, 40));
      switch (random.nextInt(4)) {
        case 0 -> s.delete(from, to);
        case 1 -> s.insert(from, s.substring(from, to));
        case 2 -> s.replace(from, to, NASTY[random.nextInt(NASTY.length)]);
        default -> s.setCharAt(from, (char) random.nextInt(1, 256));
      }
    }
    return s.toString();
  }

  /** Nearly the bytes: bits turned, cut off, or all of them noise. */
  static byte[] bytes(byte[] bytes, SplittableRandom random) {
    if (bytes.length == 0 || random.nextInt(8) == 0) {
      byte[] noise = new byte[random.nextInt(2_000)];
      random.nextBytes(noise);
      return noise;
    }
    byte[] b =
        Arrays.copyOf(
            bytes, random.nextInt(4) == 0 ? random.nextInt(bytes.length) + 1 : bytes.length);
    for (int k = random.nextInt(1, 6); k > 0; k--) {
      b[random.nextInt(b.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return b;
  }

  /** A token that nobody has signed: none, noise, one with its algorithm taken out, one cut off. */
  static String token(String real, SplittableRandom random) {
    String token = real;
    while (token.equals(real)) {
      token = garbledToken(real, random);
    }
    return token;
  }

  private static String garbledToken(String real, SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0 -> "";
      // Not the signature, whose last character has bits that say nothing.
      case 1 -> text(claims(real), random).replaceAll("[^!-~]", "x") + signature(real);
      case 2 -> "eyJhbGciOiJub25lIn0." + real.split("\\.", -1)[1] + ".";
      case 3 -> real.substring(0, random.nextInt(real.length()));
      case 4 -> real.substring(0, real.lastIndexOf('.') + 1) + "x".repeat(43);
      default ->
          new String(bytes(new byte[] {1}, random), StandardCharsets.ISO_8859_1)
              .replaceAll("[^!-~]", "y");
    };
  }

  private static String claims(String token) {
    return token.substring(0, token.lastIndexOf('.'));
  }

  private static String signature(String token) {
    return token.substring(token.lastIndexOf('.'));
  }
}
