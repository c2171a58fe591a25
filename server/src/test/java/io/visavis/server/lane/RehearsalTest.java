package io.visavis.server.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.visavis.inference.model.MotionModel;
import io.visavis.render.RenderBackend;
import io.visavis.render.RenderBackends;
import io.visavis.server.testing.TestFaces;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a server does before it opens. */
final class RehearsalTest {
  @Test
  void shouldMoveFacesAndSayWhatThatTakes() {
    try (MotionModel model = TestFaces.model();
        RenderBackend backend = RenderBackends.pick(Optional.of("scalar"));
        Rehearsal rehearsal = new Rehearsal(model, TestFaces.avatar("mira"), backend)) {
      long before = System.nanoTime();
      long nanos = rehearsal.frames(50);
      long all = System.nanoTime() - before;
      assertThat(nanos).as("a core has no more time than there is").isBetween(1L, all / 50);
      assertThat(rehearsal.stats())
          .as("nobody is left out, and everybody is heard")
          .hasSize(8)
          .allMatch(s -> s.frames() == 50 && s.droppedSamples() == 0 && s.concealedSamples() == 0);
    }
  }

  /** Nobody is left then who could cost anything: that is no price. */
  @Test
  void shouldSayThatAModelFails() {
    MotionModel failing = TestFaces.model();
    try (RenderBackend backend = RenderBackends.pick(Optional.of("scalar"));
        Rehearsal rehearsal = new Rehearsal(failing, TestFaces.avatar("mira"), backend)) {
      rehearsal.frames(5);
      failing.close();
      assertThatIllegalStateException()
          .isThrownBy(() -> rehearsal.frames(5))
          .withMessageStartingWith("A conversation broke off: ");
    }
  }
}
