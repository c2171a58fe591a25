package io.visavis.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenderBackendsTest {

  @Test
  void shouldGiveEveryBackendThatItNames() {
    for (String name : RenderBackends.names()) {
      assertThat(RenderBackends.pick(Optional.of(name)).name()).isEqualTo(name);
    }
  }

  @Test
  void shouldPickAFastBackendUnasked() {
    assertThat(RenderBackends.pick(Optional.empty()).name()).isNotEqualTo("oracle");
    assertThat(RenderBackends.pick(Optional.of("auto")).name())
        .isEqualTo(RenderBackends.pick(Optional.empty()).name());
  }

  @Test
  void shouldSayWhichBackendsThereAre() {
    assertThatThrownBy(() -> RenderBackends.pick(Optional.of("cuba")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cuba")
        .hasMessageContaining("auto")
        .hasMessageContaining("scalar");
  }
}
