package io.visavis.training.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScriptTest {
  @Test
  void shouldReadTurnsAndAsides() {
    Script script = Script.parse("# talk\nmira .2 Hello there.\ntheo* -0.5 Mm hm.\n");

    assertThat(script.turns())
        .containsExactly(
            new Script.Turn("mira", 0.2, "Hello there.", false),
            new Script.Turn("theo", -0.5, "Mm hm.", true));
  }

  @Test
  void shouldNameALineThatIsNoTurn() {
    assertThatThrownBy(() -> Script.parse("mira hello")).hasMessageContaining("mira hello");
  }

  @Test
  void shouldLetBothSpeakInTheSample() {
    assertThat(Script.load().turns().stream().map(Script.Turn::speaker)).contains("mira", "theo");
    assertThat(Script.load().turns()).anyMatch(Script.Turn::aside);
  }
}
