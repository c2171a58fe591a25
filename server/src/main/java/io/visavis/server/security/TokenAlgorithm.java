package io.visavis.server.security;

import io.visavis.server.config.ConfigException;
import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How tokens are signed (RFC 7518, RFC 8037). A server takes one of them, never what a token says.
 */
public enum TokenAlgorithm {
  HS256(""),
  RS256("RSA"),
  ES256("EC"),
  EDDSA("Ed25519");

  private static final int RSA_BITS = 2_048;
  private static final int P256_BITS = 256;

  private final String keyKind;

  TokenAlgorithm(String keyKind) {
    this.keyKind = keyKind;
  }

  /** The algorithm of that name, as in the header of a token. */
  public static TokenAlgorithm named(String name) {
    return Arrays.stream(values())
        .filter(a -> a.id().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    "There are no tokens of '%s'; %s would be right."
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(TokenAlgorithm::id)
                                .collect(Collectors.joining(", ")))));
  }

  /** Its name in the header of a token. */
  public String id() {
    return this == EDDSA ? "EdDSA" : name();
  }

  /** Whether both sides hold the same secret. */
  public boolean shared() {
    return this == HS256;
  }

  /** The JDK's name of its kind of key. */
  String keyKind() {
    return keyKind;
  }

  /** Whether the key is of the right kind and strong enough. */
  boolean takes(Key key) {
    return switch (this) {
      case HS256 -> false;
      case RS256 -> key instanceof RSAKey rsa && rsa.getModulus().bitLength() >= RSA_BITS;
      case ES256 -> key instanceof ECKey ec && ec.getParams().getOrder().bitLength() == P256_BITS;
      case EDDSA -> key instanceof EdECKey;
    };
  }

  /** What a key of it is, in words. */
  String keyWords() {
    return switch (this) {
      case HS256 -> "secret";
      case RS256 -> "RSA key of at least 2048 bits";
      case ES256 -> "P-256 key";
      case EDDSA -> "Ed25519 key";
    };
  }
}
