package io.visavis.server.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.visavis.inference.model.MotionModel;
import io.visavis.render.RenderBackends;
import io.visavis.server.metrics.FrameMetrics;
import io.visavis.server.testing.FakeClock;
import io.visavis.server.testing.TestFaces;
import io.visavis.server.voice.VoiceDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A motion model whose runs fail from one frame on: its session is gone. */
final class ModelFailureTest {
  private final FakeClock clock = new FakeClock();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<String> ended = new ArrayList<>();

  @Test
  void shouldEndTheConversationsOfAModelThatFailsAndNoOther() {
    MotionModel failing = TestFaces.model();
    try (MotionModel sound = TestFaces.model();
        Lane lane =
            new Lane(
                clock,
                0,
                DrawPool.inline(RenderBackends.pick(Optional.of("scalar"))),
                8,
                1,
                new FrameMetrics(registry))) {
      LaneProxy others = open(lane, sound, "others");
      LaneProxy first = open(lane, failing, "first");
      LaneProxy second = open(lane, failing, "second");
      tick(lane, 10);
      assertThat(first.stats("ann").frames()).isEqualTo(10);
      assertThat(ended).isEmpty();

      failing.close();
      tick(lane, 10);
      assertThat(ended).containsExactlyInAnyOrder("first", "second");
      assertThat(others.stats("ann").frames()).isEqualTo(20);
      assertThat(second.stats("ann").frames()).as("gone from the lane").isLessThan(12);
      assertThat(registry.get("visavis.failures").tag("part", "model").counter().count())
          .isEqualTo(1);
    }
  }

  private LaneProxy open(Lane lane, MotionModel model, String name) {
    return LaneProxy.open(
        lane,
        List.of(
            new LaneProxy.Plan(
                "ann",
                model,
                TestFaces.avatar("mira"),
                7,
                new VoiceDecoder(),
                new Deaf(),
                new Deaf(),
                null)),
        TestFaces.ROOM,
        e -> ended.add(name));
  }

  private void tick(Lane lane, int frames) {
    for (int i = 0; i < frames; i++) {
      clock.set(lane.nextDue());
      lane.step(clock.nanoTime());
    }
  }
}
