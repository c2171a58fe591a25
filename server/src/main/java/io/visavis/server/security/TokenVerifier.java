package io.visavis.server.security;

import io.visavis.server.Refusal;
import io.visavis.server.config.ConfigException;
import io.visavis.server.config.ServerConfig;
import java.security.Key;
import java.time.InstantSource;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a join token (JWT, RFC 7519) grants. The algorithm and the key are the server's own; a
 * token's header chooses nothing. Any thread.
 */
public final class TokenVerifier {
  /** Longer than any token with all its grants; what is longer is not looked at. */
  private static final int LONGEST_TEXT = 8_192;

  private final ServerConfig.Tokens settings;
  private final Key key;
  private final InstantSource clock;

  private TokenVerifier(ServerConfig.Tokens settings, Key key, InstantSource clock) {
    this.settings = settings;
    this.key = key;
    this.clock = clock;
  }

  /**
   * The verifier of a server; null where tokens are not taken.
   *
   * @param clock the time of day, which tokens expire by
   * @throws ConfigException with one sentence if their key cannot be used
   */
  public static @Nullable TokenVerifier of(ServerConfig.Tokens settings, InstantSource clock) {
    if (settings.secret() != null) {
      return new TokenVerifier(settings, TokenKeys.secret(settings.secret()), clock);
    }
    if (settings.publicKeyFile() != null) {
      return new TokenVerifier(
          settings, TokenKeys.publicKey(settings.publicKeyFile(), settings.algorithm()), clock);
    }
    return null;
  }

  /** Whether the text is meant as a token: three parts, the first of them a JSON object. */
  static boolean looksLikeOne(String text) {
    return text.startsWith("eyJ") && text.chars().filter(c -> c == '.').count() == 2;
  }

  /**
   * All that the tokens among the credentials grant.
   *
   * @throws Refusal UNAUTHENTICATED if one of them is not valid
   */
  Grants grants(Credentials shown) {
    Grants all = Grants.NONE;
    for (String text : shown.secrets()) {
      if (looksLikeOne(text)) {
        all = all.and(verified(text));
      }
    }
    return all;
  }

  private Grants verified(String token) {
    if (token.length() > LONGEST_TEXT) {
      throw refused("The token is longer than %d characters.".formatted(LONGEST_TEXT));
    }
    try {
      return Grants.of(consumer().build().processToClaims(token).getClaimValue(Grants.CLAIM));
    } catch (InvalidJwtException e) {
      throw refused(sentence(e));
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private JwtConsumerBuilder consumer() {
    JwtConsumerBuilder consumer =
        new JwtConsumerBuilder()
            .setJwsAlgorithmConstraints(
                new AlgorithmConstraints(ConstraintType.PERMIT, settings.algorithm().id()))
            .setJweAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT))
            .setVerificationKey(key)
            .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
            .setAllowedClockSkewInSeconds((int) settings.leeway().toSeconds())
            .setRequireExpirationTime()
            .setMaxFutureValidityInMinutes((int) settings.longest().toMinutes());
    if (!settings.issuer().isEmpty()) {
      consumer.setExpectedIssuer(settings.issuer());
    }
    if (!settings.audience().isEmpty()) {
      consumer.setExpectedAudience(settings.audience());
    }
    return consumer;
  }

  private String sentence(InvalidJwtException e) {
    if (e.hasErrorCode(ErrorCodes.EXPIRED)) {
      return "The token has expired; a fresh one is needed.";
    }
    if (e.hasErrorCode(ErrorCodes.EXPIRATION_TOO_FAR_IN_FUTURE)) {
      return "The token is valid for longer than %d minutes, the most that this server takes."
          .formatted(settings.longest().toMinutes());
    }
    if (e.hasErrorCode(ErrorCodes.EXPIRATION_MISSING)) {
      return "The token never expires; this server takes those with 'exp' only.";
    }
    if (e.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
      return "The token is not valid yet.";
    }
    if (e.hasErrorCode(ErrorCodes.ISSUER_INVALID) || e.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
      return "The token's issuer is not the one that this server trusts.";
    }
    if (e.hasErrorCode(ErrorCodes.AUDIENCE_INVALID)
        || e.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
      return "The token is for another audience than this server.";
    }
    return "The token is not signed as this server asks, with %s and its key."
        .formatted(settings.algorithm().id());
  }

  private static Refusal refused(String sentence) {
    return Refusal.of(Refusal.Kind.UNAUTHENTICATED, sentence);
  }
}
