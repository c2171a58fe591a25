package io.visavis.server.security;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that a request shows: {@code Authorization: Bearer A} or, for a stream that carries
 * two participants, {@code Bearer A, B}.
 *
 * @param secrets at most {@value #MOST}
 */
public record Credentials(List<String> secrets) {
  /** A request without any. */
  public static final Credentials NONE = new Credentials(List.of());

  private static final int MOST = 4;
  private static final String BEARER = "bearer ";

  /** Reads the header; what is not Bearer is none. */
  public static Credentials parse(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return NONE;
    }
    return new Credentials(
        Arrays.stream(header.substring(BEARER.length()).split(",", MOST + 1))
            .limit(MOST)
            .map(Credentials::withoutScheme)
            .filter(s -> !s.isEmpty())
            .toList());
  }

  private static String withoutScheme(String part) {
    String s = part.strip();
    return s.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? s.substring(BEARER.length()).strip()
        : s;
  }

  /** Whether the secret is among them. */
  public boolean show(Secret secret) {
    boolean found = false;
    for (String candidate : secrets) {
      found |= secret.matches(candidate);
    }
    return found;
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return secrets.isEmpty();
  }

  @Override
  public String toString() {
    return "Credentials[" + secrets.size() + "]";
  }
}
