package io.visavis.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.visavis.inference.model.ProviderWish;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigLoaderTest {
  private final ConfigLoader loader = new ConfigLoader(Map.of());

  @Test
  void shouldSayOfEveryKeyWhatItIs() {
    for (var entry : ConfigFactory.parseResources("reference.conf").entrySet()) {
      assertThat(entry.getValue().origin().comments()).as(entry.getKey()).isNotEmpty();
    }
  }

  @Test
  void shouldRefuseUnknownKeysAndImpossibleValues() {
    assertThatThrownBy(() -> loader.parse("visavis.listen.prot = 1"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("'visavis.listen.prot'");
    assertThatThrownBy(() -> loader.parse("listen.port = 1"))
        .hasMessageEndingWith("not one of the server's; 'visavis.listen.port' is.");
    assertThatThrownBy(() -> loader.parse("visavis.listen.port = 70000"))
        .hasMessageContaining("0 to 65535");
    assertThatThrownBy(() -> loader.parse("visavis.picture.size = 65"))
        .hasMessageContaining("even");
    assertThatThrownBy(() -> loader.parse("visavis { ")).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> loader.load(Path.of("none.conf"))).hasMessageContaining("none.conf");
  }

  @Test
  void shouldTakeWhatMotionModelsRunOn() {
    assertThat(loader.defaults().modelProvider()).isEqualTo(ProviderWish.AUTO);
    assertThat(loader.parse("visavis.models.provider = cuda").modelProvider())
        .isEqualTo(ProviderWish.CUDA);
    assertThatThrownBy(() -> loader.parse("visavis.models.provider = gpu"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("The key models.provider is 'gpu'; auto, cpu or cuda would be right.");
  }

  @Test
  void shouldTakeWhatIsBehindHeads() {
    assertThat(loader.defaults().backgrounds().directory()).isNull();
    assertThat(loader.defaults().backgrounds().defaultName()).isEqualTo("default");
    ServerConfig config =
        loader.parse("visavis.backgrounds { directory = rooms, default = \"#203040\" }");
    assertThat(config.backgrounds().directory()).isEqualTo(Path.of("rooms"));
    assertThat(config.withDrain(java.time.Duration.ZERO).backgrounds().defaultName())
        .isEqualTo("#203040");
  }

  @Test
  void shouldTakeSecretsFromTheEnvironmentAndKeepThemOutOfText() {
    ServerConfig config = new ConfigLoader(Map.of("VISAVIS_API_KEY", "sesame")).defaults();
    assertThat(config.security().apiKey()).isEqualTo("sesame");
    assertThat(config.toString()).doesNotContain("sesame");
  }
}
