package io.visavis.server.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** Something that only those know who were told: 160 random bits, compared in constant time. */
public final class Secret {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 20;

  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /** A new one. */
  public static Secret random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** One that was agreed on elsewhere. */
  public static Secret of(String text) {
    return new Secret(text);
  }

  /** Whether that is it; takes as long whichever way it differs. */
  public boolean matches(String candidate) {
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
  }

  /** For the one who is to know it. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "Secret";
  }
}
