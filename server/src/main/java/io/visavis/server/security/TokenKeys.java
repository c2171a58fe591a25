package io.visavis.server.security;

import io.visavis.server.config.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;

/** Reads the keys of tokens: a shared secret, or one half of a pair as PEM. */
public final class TokenKeys {
  /** Bytes of a shared secret: as many as the hash has (RFC 7518, 3.2). */
  private static final int LEAST_SECRET = 32;

  private static final int LARGEST_FILE = 1 << 16;
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN (PUBLIC|PRIVATE) KEY-----([A-Za-z0-9+/=\\s]*)-----END \\1 KEY-----");

  private TokenKeys() {}

  /**
   * A shared secret.
   *
   * @throws ConfigException if it is too short
   */
  public static Key secret(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < LEAST_SECRET) {
      throw new ConfigException(
          "The secret of tokens has %d bytes; at least %d are needed, such as 'openssl rand -base64 32' gives."
              .formatted(bytes.length, LEAST_SECRET));
    }
    return new SecretKeySpec(bytes, "HmacSHA256");
  }

  /**
   * The half that verifies: a PEM file that begins with {@code BEGIN PUBLIC KEY} (RFC 7468).
   *
   * @throws ConfigException with one sentence if the file is none of the algorithm
   */
  public static Key publicKey(Path file, TokenAlgorithm algorithm) {
    return read(file, algorithm, "PUBLIC");
  }

  /** The half that signs: a PEM file that begins with {@code BEGIN PRIVATE KEY} (PKCS #8). */
  public static Key privateKey(Path file, TokenAlgorithm algorithm) {
    return read(file, algorithm, "PRIVATE");
  }

  private static Key read(Path file, TokenAlgorithm algorithm, String half) {
    Matcher pem = PEM.matcher(text(file));
    if (!pem.find() || !half.equals(pem.group(1))) {
      throw wrong(file, algorithm, half);
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
      KeyFactory factory = KeyFactory.getInstance(algorithm.keyKind());
      Key key =
          half.equals("PUBLIC")
              ? factory.generatePublic(new X509EncodedKeySpec(der))
              : factory.generatePrivate(new PKCS8EncodedKeySpec(der));
      if (!algorithm.takes(key)) {
        throw wrong(file, algorithm, half);
      }
      return key;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw wrong(file, algorithm, half);
    }
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new ConfigException("The key file %s is larger than 64 KB.".formatted(file));
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new ConfigException("The key file %s cannot be read.".formatted(file));
    }
  }

  private static ConfigException wrong(Path file, TokenAlgorithm algorithm, String half) {
    return new ConfigException(
        "The file %s holds no %s for %s; a PEM file with 'BEGIN %s KEY' would be right."
            .formatted(file, algorithm.keyWords(), algorithm.id(), half));
  }
}
