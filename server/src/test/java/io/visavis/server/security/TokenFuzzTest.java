package io.visavis.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.visavis.server.Refusal;
import io.visavis.server.config.ConfigLoader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any Authorization header grants nothing, or is refused in one sentence, unless it was signed. */
class TokenFuzzTest {
  private static final String SECRET = "a secret that nobody guesses by chance";
  private static final TokenVerifier VERIFIER =
      Objects.requireNonNull(
          TokenVerifier.of(
              new ConfigLoader(Map.of("VISAVIS_TOKEN_SECRET", SECRET))
                  .defaults()
                  .security()
                  .tokens(),
              InstantSource.system()));

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void shouldGrantNothingToAnyHeader(byte[] header) {
    Credentials shown = Credentials.parse(new String(header, StandardCharsets.ISO_8859_1));
    assertThat(shown.secrets()).hasSizeLessThanOrEqualTo(4);
    try {
      assertThat(VERIFIER.grants(shown)).isEqualTo(Grants.NONE);
    } catch (Refusal e) {
      assertThat(e.sentence())
          .endsWith(".")
          .doesNotContainPattern("\\p{Cntrl}")
          .hasSizeLessThan(200);
    }
  }

  static Stream<byte[]> seeds() {
    String other =
        new TokenMint(
                TokenAlgorithm.HS256,
                TokenKeys.secret("another secret of as many characters"),
                InstantSource.system())
            .mint(
                new Grants(true, List.of(new Grants.Join("c", "*", true, true))),
                Duration.ofHours(1),
                "",
                "");
    String claims = other.split("\\.", -1)[1];
    return Stream.of(
            other,
            part("{\"alg\":\"none\"}") + "." + claims + ".",
            part("{\"alg\":\"HS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AA\"}}")
                + "."
                + claims
                + ".AA",
            part("{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}") + ".{}.AA",
            part("{\"alg\":\"dir\",\"enc\":\"A128GCM\"}") + "..AA.AA.AA",
            part("{\"alg\":\"HS256\",\"alg\":\"none\"}") + "." + claims + ".",
            "eyJ..",
            "eyJ" + "[".repeat(5_000) + "..",
            part("{\"a\":".repeat(1_000)) + "." + claims + ".AA",
            other + ", " + other + "," + other + ",,,,,",
            "Bearer Bearer " + other)
        .map(s -> ("Bearer " + s).getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
