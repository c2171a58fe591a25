package io.visavis.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokenCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path config;

  @BeforeEach
  void configure() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "a".repeat(40) + "\n");
    config =
        Files.writeString(
            folder.resolve("visavis.conf"),
            "visavis.security.tokens { secret-file = \"%s\", audience = faces }".formatted(secret));
  }

  @Test
  void shouldPrintATokenWithItsGrants() {
    assertThat(run("--create", "--publish", "c1/ann", "--watch", "c1/*"))
        .as(err.toString())
        .isZero();
    String token = out.toString().strip();
    assertThat(token).doesNotContain(" ");
    String claims =
        new String(
            Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    assertThat(claims)
        .contains("\"aud\":\"faces\"", "\"create\":true")
        .contains("{\"conversation\":\"c1\",\"participant\":\"ann\",\"publish\":true}")
        .contains("{\"conversation\":\"c1\",\"participant\":\"*\",\"watch\":true}");
  }

  @Test
  void shouldSignWithAPrivateKey() throws Exception {
    byte[] der =
        KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate().getEncoded();
    Path key =
        Files.writeString(
            folder.resolve("key.pem"),
            "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getEncoder().encodeToString(der)));
    Files.writeString(
        config,
        "visavis.security.tokens { algorithm = EdDSA, public-key-file = \"%s\" }".formatted(key));
    assertThat(run("--create")).isEqualTo(2);
    assertThat(err.toString()).contains("--private-key");
    assertThat(run("--create", "--private-key", key.toString())).isZero();
    assertThat(out.toString().strip().split("\\.", -1)).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--minutes=60             | would grant nothing",
        "--publish=ann            | CONVERSATION/PARTICIPANT would be right",
        "--watch=c1/              | CONVERSATION/PARTICIPANT would be right",
        "--create --minutes=0     | 1 to 1440",
        "--create --minutes=99999 | 1 to 1440",
        "--create --private-key=k | shared secret",
      })
  void shouldSayWhatIsWrong(String args, String why) {
    assertThat(run(args.split(" ", -1))).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains(why).doesNotContain("aaaa").doesNotContain("\tat ");
  }

  private int run(String... args) {
    String[] all = new String[args.length + 3];
    all[0] = "token";
    all[1] = "--config";
    all[2] = config.toString();
    System.arraycopy(args, 0, all, 3, args.length);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
  }
}
