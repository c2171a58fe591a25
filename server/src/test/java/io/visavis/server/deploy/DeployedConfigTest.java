package io.visavis.server.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.visavis.server.config.ConfigLoader;
import io.visavis.server.config.ServerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The configuration of the compose file is one that the server takes. */
final class DeployedConfigTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void shouldTakeTheConfigurationOfTheComposeFile() throws Exception {
    ServerConfig config =
        new ConfigLoader(Map.of("VISAVIS_API_KEY", "sesame", "TURN_PASSWORD", "open"))
            .load(ROOT.resolve("deploy/visavis.conf"));
    assertThat(config.listen().host()).isEqualTo("0.0.0.0");
    assertThat(config.security().apiKey()).isEqualTo("sesame");
    assertThat(config.security().open()).as("others need the key").isFalse();
    assertThat(config.ice().servers()).singleElement().extracting("credential").isEqualTo("open");
    // The engine kills after this; the last conversations are told before.
    String grace =
        new ObjectMapper(new YAMLFactory())
            .readTree(ROOT.resolve("docker-compose.yml").toFile())
            .at("/services/visavis/stop_grace_period")
            .asText();
    assertThat(Duration.parse("PT" + grace.toUpperCase(java.util.Locale.ROOT)))
        .isGreaterThan(config.drain());
  }
}
