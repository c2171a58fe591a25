package io.visavis.loadclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter out = new StringWriter();

  @Test
  void shouldRewriteOneLineOnATerminal() {
    Progress p = new Progress(new PrintWriter(out, true), true);
    Fixtures.timeline(3).forEach(p::show);
    assertThat(out.toString()).contains("2 sessions", "25.0 fps", "p95 100 ms");
    assertThat(out.toString().lines().filter(s -> !s.isEmpty()).count()).isEqualTo(3);
    assertThat(out.toString()).doesNotContain("\n");
    p.say("a step");
    assertThat(out.toString()).contains("\na step\n");
  }

  @Test
  void shouldSayALineEveryTenSecondsElsewhere() {
    Progress p = new Progress(new PrintWriter(out, true), false);
    Fixtures.timeline(35).forEach(p::show);
    assertThat(out.toString().lines()).hasSize(3).noneMatch(s -> s.contains("\r"));
  }
}
