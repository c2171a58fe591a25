package io.visavis.server.security;

import io.visavis.server.security.Grants.Join;
import java.security.Key;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs join tokens, for {@code visavis token} and for tests; a server only verifies. */
public final class TokenMint {
  private final TokenAlgorithm algorithm;
  private final Key key;
  private final InstantSource clock;

  /** A mint with the key that signs. */
  public TokenMint(TokenAlgorithm algorithm, Key key, InstantSource clock) {
    this.algorithm = algorithm;
    this.key = key;
    this.clock = clock;
  }

  /**
   * A token, valid from now on.
   *
   * @param issuer of it, or empty
   * @param audience of it, or empty
   */
  public String mint(Grants grants, Duration validity, String issuer, String audience) {
    JwtClaims claims = new JwtClaims();
    if (!issuer.isEmpty()) {
      claims.setIssuer(issuer);
    }
    if (!audience.isEmpty()) {
      claims.setAudience(audience);
    }
    long now = clock.millis();
    claims.setIssuedAt(NumericDate.fromMilliseconds(now));
    claims.setNotBefore(NumericDate.fromMilliseconds(now));
    claims.setExpirationTime(NumericDate.fromMilliseconds(now + validity.toMillis()));
    claims.setClaim(Grants.CLAIM, claim(grants));
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue(algorithm.id());
    signature.setHeader("typ", "JWT");
    signature.setKey(key);
    signature.setPayload(claims.toJson());
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalArgumentException(
          "The token cannot be signed with this key: %s.".formatted(e.getMessage()), e);
    }
  }

  private static Map<String, Object> claim(Grants grants) {
    Map<String, Object> claim = new LinkedHashMap<>();
    if (grants.create()) {
      claim.put(Grants.CREATE, true);
    }
    List<Map<String, Object>> joins = grants.joins().stream().map(TokenMint::claim).toList();
    if (!joins.isEmpty()) {
      claim.put(Grants.JOIN, joins);
    }
    return claim;
  }

  private static Map<String, Object> claim(Join join) {
    Map<String, Object> claim = new LinkedHashMap<>();
    claim.put(Join.CONVERSATION, join.conversation());
    claim.put(Join.PARTICIPANT, join.participant());
    if (join.publish()) {
      claim.put(Join.PUBLISH, true);
    }
    if (join.watch()) {
      claim.put(Join.WATCH, true);
    }
    return claim;
  }
}
