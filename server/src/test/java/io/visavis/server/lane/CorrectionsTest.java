package io.visavis.server.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.visavis.avatar.Avatar;
import io.visavis.avatar.corrective.CoefficientNetwork;
import io.visavis.avatar.corrective.CoefficientNetwork.Input;
import io.visavis.avatar.corrective.CoefficientNetwork.Role;
import io.visavis.avatar.corrective.CorrectiveBasis;
import io.visavis.avatar.corrective.CorrectiveTarget;
import io.visavis.avatar.corrective.Correctives;
import io.visavis.avatar.onnx.OnnxGraph;
import io.visavis.inference.Control;
import io.visavis.inference.Emotion;
import io.visavis.inference.EmotionName;
import io.visavis.inference.model.MotionModel;
import io.visavis.render.Picture;
import io.visavis.render.RenderBackends;
import io.visavis.server.metrics.FrameMetrics;
import io.visavis.server.testing.FakeClock;
import io.visavis.server.testing.TestFaces;
import io.visavis.server.voice.VoiceDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Networks of avatars' correctives, in a lane that is stepped by hand. */
final class CorrectionsTest {
  private static final int SIZE = 64;

  private final FakeClock clock = new FakeClock();
  private final MotionModel model = TestFaces.model();
  private final Lane lane =
      new Lane(
          clock,
          0,
          DrawPool.inline(RenderBackends.pick(Optional.of("scalar"))),
          4,
          1,
          new FrameMetrics(new SimpleMeterRegistry()));
  private final List<int[]> colours = new ArrayList<>();

  @AfterEach
  void close() {
    lane.close();
    model.close();
  }

  @Test
  void shouldTurnGreenWithAngerAndBackWithoutAJump() {
    LaneProxy proxy = open(green("mira", anger()));
    steps(5);
    feel(proxy, "angry=3");
    steps(40);
    feel(proxy, "");
    steps(40);
    assertThat(colours.get(4)[0]).as("calm: red").isGreaterThan(180);
    assertThat(colours.get(44)[1]).as("angry: green").isGreaterThan(180);
    assertThat(colours.get(84)[0]).as("calm again").isGreaterThan(180);
    for (int n = 1; n < colours.size(); n++) {
      assertThat(Math.abs(colours.get(n)[1] - colours.get(n - 1)[1]))
          .as("frame %d", n)
          .isLessThan(18); // of the 204 that it goes: 0.8 s are 20 frames, the steepest 1.5 times
    }
  }

  @Test
  void shouldFollowAnotherAvatar() {
    LaneProxy proxy = open(green("mira", anger()));
    feel(proxy, "angry=3");
    steps(30);
    proxy.show("ann", TestFaces.avatar("plain"));
    steps(2);
    assertThat(colours.get(29)[1]).isGreaterThan(180);
    assertThat(colours.get(31)[1]).as("one that has no correctives").isLessThan(60);
    proxy.show("ann", green("other", anger()));
    steps(2);
    assertThat(colours.get(33)[1]).isGreaterThan(180);
  }

  @Test
  void shouldShowAHeadWhoseNetworkCannotBeUsed() {
    LaneProxy proxy = open(green("mira", new byte[] {1, 2, 3}));
    feel(proxy, "angry=3");
    steps(30);
    assertThat(colours).hasSize(30).allMatch(c -> c[0] > 180 && c[1] < 60);
  }

  private LaneProxy open(Avatar avatar) {
    LaneProxy proxy = LaneProxy.open(lane, List.of(plan(avatar)), TestFaces.ROOM, e -> {});
    proxy.watch(
        "ann",
        new PortrayalViewer() {
          @Override
          public void picture(long n, long due, Picture picture, HandOver handOver) {
            if (picture instanceof Picture.Rgba p) {
              colours.add(colour(p.pixels()));
            }
          }
        },
        new PictureFormat(SIZE, PictureFormat.Kind.RGBA));
    return proxy;
  }

  /** Red and green of what covers most: the face moves. */
  private static int[] colour(byte[] pixels) {
    int at = 0;
    for (int i = 0; i < pixels.length; i += 4) {
      at = (pixels[i + 3] & 255) > (pixels[at + 3] & 255) ? i : at;
    }
    return new int[] {pixels[at] & 255, pixels[at + 1] & 255};
  }

  private LaneProxy.Plan plan(Avatar avatar) {
    return new LaneProxy.Plan(
        "ann", model, avatar, 7, new VoiceDecoder(), new Deaf(), new Deaf(), null);
  }

  private static void feel(LaneProxy proxy, String emotion) {
    proxy.control("ann", new Control.SetEmotion(Emotion.parse(emotion)), 0, s -> {});
  }

  private void steps(int count) {
    for (int i = 0; i < count; i++) {
      clock.set(lane.nextDue());
      lane.step(clock.nanoTime());
    }
  }

  /** A third of how angry it is. */
  private static byte[] anger() {
    OnnxGraph graph = new OnnxGraph();
    graph.input("emotion", EmotionName.COUNT + 1);
    int at = 1 + EmotionName.ANGRY.ordinal();
    graph.named("Mul", "green", graph.columns("emotion", at, at + 1), graph.scalar(1f / 3));
    graph.output("green", 1);
    return graph.toBytes(Map.of());
  }

  /** A red triangle that a coefficient turns green. */
  private static Avatar green(String name, byte[] network) {
    Avatar plain = TestFaces.avatar(name);
    return plain.with(
        plain.gaussians(),
        new Correctives(
            List.of("green"),
            List.of(
                new CorrectiveBasis(
                    CorrectiveTarget.COLOUR, false, 0, new float[] {-0.8f, 0.8f, 0})),
            new CoefficientNetwork(network, List.of(Input.of(Role.EMOTION, "emotion")), "green")));
  }
}
