package io.visavis.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.visavis.server.Refusal;
import io.visavis.server.config.ConfigException;
import io.visavis.server.config.ConfigLoader;
import io.visavis.server.config.ServerConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token must be like; its claims are what docs/server.md says. */
final class TokenVerifierTest {
  private static final String SECRET = "correct horse battery staple, twice over";
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Grants ANN =
      new Grants(false, List.of(new Grants.Join("c1", "ann", true, false)));

  @TempDir private Path folder;

  @Test
  void shouldGrantWhatItsClaimSaysAndNothingElse() {
    Grants grants = grants(verifier("", NOW), mint(NOW).mint(ANN, Duration.ofHours(1), "", ""));
    assertThat(grants.create()).isFalse();
    assertThat(grants.allow("c1", "ann", Direction.PUBLISH)).isTrue();
    assertThat(grants.allow("c1", "ann", Direction.WATCH)).isFalse();
    assertThat(grants.allow("c1", "bob", Direction.PUBLISH)).isFalse();
    assertThat(grants.allow("c2", "ann", Direction.PUBLISH)).isFalse();
  }

  @Test
  void shouldGrantEveryParticipantOfOneConversation() {
    Grants all = new Grants(true, List.of(new Grants.Join("c1", "*", false, true)));
    Grants grants = grants(verifier("", NOW), mint(NOW).mint(all, Duration.ofHours(1), "", ""));
    assertThat(grants.create()).isTrue();
    assertThat(grants.allow("c1", "bob", Direction.WATCH)).isTrue();
    assertThat(grants.allow("c1", "bob", Direction.PUBLISH)).isFalse();
    assertThat(grants.allow("*", "bob", Direction.WATCH)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"-3601, has expired", "60, not valid yet"})
  void shouldBeValidForItsTimeOnly(int mintedAt, String why) {
    String token = mint(NOW.plusSeconds(mintedAt)).mint(ANN, Duration.ofMinutes(59), "", "");
    assertRefused(verifier("", NOW), token, why);
  }

  @Test
  void shouldForgiveClocksThatDifferALittle() {
    String early = mint(NOW.plusSeconds(4)).mint(ANN, Duration.ofMinutes(5), "", "");
    assertThat(grants(verifier("", NOW), early)).isEqualTo(ANN);
    String over = mint(NOW.minusSeconds(304)).mint(ANN, Duration.ofMinutes(5), "", "");
    assertThat(grants(verifier("", NOW), over)).isEqualTo(ANN);
  }

  @Test
  void shouldNotTakeATokenForEver() {
    assertRefused(
        verifier("", NOW), mint(NOW).mint(ANN, Duration.ofHours(25), "", ""), "longer than 1440");
    assertRefused(
        verifier("", NOW), hmac("HS256", "{\"visavis\":{\"create\":true}}"), "never expires");
  }

  @Test
  void shouldNameTheIssuerAndTheAudienceThatAreAskedFor() {
    TokenVerifier strict =
        verifier("visavis.security.tokens { issuer = app, audience = faces }", NOW);
    TokenMint mint = mint(NOW);
    assertThat(grants(strict, mint.mint(ANN, Duration.ofHours(1), "app", "faces"))).isEqualTo(ANN);
    assertRefused(strict, mint.mint(ANN, Duration.ofHours(1), "else", "faces"), "issuer");
    assertRefused(strict, mint.mint(ANN, Duration.ofHours(1), "", "faces"), "issuer");
    assertRefused(strict, mint.mint(ANN, Duration.ofHours(1), "app", "else"), "audience");
    assertRefused(strict, mint.mint(ANN, Duration.ofHours(1), "app", ""), "audience");
    assertRefused(verifier("", NOW), mint.mint(ANN, Duration.ofHours(1), "", "faces"), "audience");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"visavis\":true}",
        "{\"visavis\":{\"creates\":true}}",
        "{\"visavis\":{\"create\":\"yes\"}}",
        "{\"visavis\":{\"join\":{}}}",
        "{\"visavis\":{\"join\":[1]}}",
        "{\"visavis\":{\"join\":[{\"conversation\":\"c\",\"publish\":true}]}}",
        "{\"visavis\":{\"join\":[{\"conversation\":7,\"participant\":\"a\"}]}}",
        "{\"visavis\":{\"join\":[{\"conversation\":\"c\",\"participant\":\"a\",\"publsh\":true}]}}",
      })
  void shouldRefuseAClaimOfAnotherShape(String claims) {
    String valid = claims.replaceFirst("\\{", "{\"exp\":%d".formatted(soon()) + "@,");
    String body = valid.replace("@,}", "}").replace("@,", ",");
    assertRefused(verifier("", NOW), hmac("HS256", body), "token's");
  }

  @Test
  void shouldTakeNoOtherAlgorithmThanItsOwn() throws Exception {
    String body = "{\"exp\":%d,\"visavis\":{\"create\":true}}".formatted(soon());
    assertThat(grants(verifier("", NOW), hmac("HS256", body)).create()).isTrue();
    String unsigned = part("{\"alg\":\"none\"}") + "." + part(body) + ".";
    assertRefused(verifier("", NOW), unsigned, "HS256");
    assertRefused(verifier("", NOW), hmac("HS512", body), "HS256");
    // The classic: the public key, which everybody knows, taken for a shared secret.
    KeyPair pair = pair(TokenAlgorithm.RS256);
    Path pem = pem("PUBLIC", pair.getPublic());
    String forged =
        new TokenMint(
                TokenAlgorithm.HS256,
                new SecretKeySpec(Files.readAllBytes(pem), "HmacSHA256"),
                InstantSource.fixed(NOW))
            .mint(new Grants(true, List.of()), Duration.ofHours(1), "", "");
    assertRefused(verifier(pem, TokenAlgorithm.RS256), forged, "RS256");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "ES256", "EdDSA"})
  void shouldVerifyWithThePublicKeyOfItsIssuer(String name) throws Exception {
    TokenAlgorithm algorithm = TokenAlgorithm.named(name);
    KeyPair pair = pair(algorithm);
    TokenVerifier verifier = verifier(pem("PUBLIC", pair.getPublic()), algorithm);
    Key signing = TokenKeys.privateKey(pem("PRIVATE", pair.getPrivate()), algorithm);
    assertThat(grants(verifier, token(algorithm, signing))).isEqualTo(ANN);
    assertRefused(verifier, token(algorithm, pair(algorithm).getPrivate()), name);
  }

  @Test
  void shouldRefuseATokenThatWasChanged() {
    String token = mint(NOW).mint(ANN, Duration.ofHours(1), "", "");
    String[] parts = token.split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String changed = parts[0] + "." + part(claims.replace("ann", "bob")) + "." + parts[2];
    assertRefused(verifier("", NOW), changed, "not signed");
    assertRefused(verifier("", NOW), parts[0] + "." + parts[1] + ".", "not signed");
    assertRefused(verifier("", NOW), "eyJ." + "x".repeat(9_000) + ".", "longer than 8192");
  }

  @Test
  void shouldSayWhatIsWrongWithAKey() throws Exception {
    assertThatThrownBy(() -> verifier("", NOW, "short"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("at least 32")
        .hasMessageNotContaining("short");
    Path rsa = pem("PUBLIC", pair(TokenAlgorithm.RS256).getPublic());
    Path none = folder.resolve("none.pem");
    Path junk = Files.writeString(folder.resolve("junk.pem"), "-----BEGIN PUBLIC KEY-----\nAAAA");
    KeyPairGenerator small = KeyPairGenerator.getInstance("RSA");
    small.initialize(1_024);
    Path weak = pem("PUBLIC", small.generateKeyPair().getPublic());
    for (TokenAlgorithm a : List.of(TokenAlgorithm.ES256, TokenAlgorithm.EDDSA)) {
      assertThatThrownBy(() -> verifier(rsa, a))
          .hasMessageContaining(a.id())
          .hasMessageContaining("would be right");
    }
    assertThatThrownBy(() -> verifier(none, TokenAlgorithm.RS256)).hasMessageContaining("be read");
    assertThatThrownBy(() -> verifier(junk, TokenAlgorithm.RS256)).hasMessageContaining("PUBLIC");
    assertThatThrownBy(() -> verifier(weak, TokenAlgorithm.RS256)).hasMessageContaining("2048");
    assertThatThrownBy(() -> verifier("visavis.security.tokens.algorithm = none", NOW))
        .hasMessageContaining("HS256, RS256, ES256, EdDSA would be right");
    assertThatThrownBy(() -> verifier("visavis.security.tokens.algorithm = RS256", NOW))
        .hasMessageContaining("public-key-file");
  }

  private static String token(TokenAlgorithm algorithm, Key key) {
    return new TokenMint(algorithm, key, InstantSource.fixed(NOW))
        .mint(ANN, Duration.ofHours(1), "", "");
  }

  private static long soon() {
    return NOW.plusSeconds(600).getEpochSecond();
  }

  /** As an issuer elsewhere signs, without the mint. */
  private static String hmac(String algorithm, String claims) {
    String text = part("{\"alg\":\"%s\"}".formatted(algorithm)) + "." + part(claims);
    try {
      javax.crypto.Mac mac = javax.crypto.Mac.getInstance(algorithm.replace("HS", "HmacSHA"));
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HMAC"));
      byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static KeyPair pair(TokenAlgorithm algorithm) throws Exception {
    KeyPairGenerator generator =
        KeyPairGenerator.getInstance(
            switch (algorithm) {
              case RS256 -> "RSA";
              case ES256 -> "EC";
              default -> "Ed25519";
            });
    if (algorithm == TokenAlgorithm.ES256) {
      generator.initialize(256);
    }
    return generator.generateKeyPair();
  }

  private Path pem(String half, Key key) throws Exception {
    return Files.writeString(
        Files.createTempFile(folder, half, ".pem"),
        "-----BEGIN %s KEY-----\n%s\n-----END %s KEY-----\n"
            .formatted(half, Base64.getMimeEncoder().encodeToString(key.getEncoded()), half));
  }

  private static TokenMint mint(Instant at) {
    return new TokenMint(TokenAlgorithm.HS256, TokenKeys.secret(SECRET), InstantSource.fixed(at));
  }

  private static TokenVerifier verifier(String hocon, Instant at) {
    return verifier(hocon, at, SECRET);
  }

  private static TokenVerifier verifier(String hocon, Instant at, String secret) {
    return verifier(
        new ConfigLoader(Map.of("VISAVIS_TOKEN_SECRET", secret)).parse(hocon),
        InstantSource.fixed(at));
  }

  private static TokenVerifier verifier(Path publicKey, TokenAlgorithm algorithm) {
    return verifier(
        new ConfigLoader(Map.of())
            .parse(
                "visavis.security.tokens { algorithm = %s, public-key-file = \"%s\" }"
                    .formatted(algorithm.id(), publicKey)),
        InstantSource.fixed(NOW));
  }

  private static TokenVerifier verifier(ServerConfig config, InstantSource clock) {
    @Nullable TokenVerifier verifier = TokenVerifier.of(config.security().tokens(), clock);
    assertThat(verifier).isNotNull();
    return java.util.Objects.requireNonNull(verifier);
  }

  private static Grants grants(TokenVerifier verifier, String token) {
    return verifier.grants(Credentials.parse("Bearer " + token));
  }

  private static void assertRefused(TokenVerifier verifier, String token, String why) {
    assertThatThrownBy(() -> grants(verifier, token))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.kind()).isEqualTo(Refusal.Kind.UNAUTHENTICATED))
        .hasMessageContaining(why)
        .message()
        .endsWith(".")
        .doesNotContain(token);
  }
}
