package io.visavis.server.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.visavis.avatar.Avatar;
import io.visavis.avatar.onnx.OnnxGraph;
import io.visavis.avatar.plate.Plate;
import io.visavis.avatar.plate.PlateNetwork;
import io.visavis.avatar.plate.PlateRegion;
import io.visavis.avatar.plate.TestPictures;
import io.visavis.inference.model.MotionModel;
import io.visavis.render.Backdrop;
import io.visavis.render.Background;
import io.visavis.render.Picture;
import io.visavis.render.RenderBackends;
import io.visavis.server.metrics.FrameMetrics;
import io.visavis.server.metrics.Stage;
import io.visavis.server.testing.FakeClock;
import io.visavis.server.testing.TestFaces;
import io.visavis.server.voice.VoiceDecoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Networks of avatars' plates, in a lane that is stepped by hand. */
final class InpaintingLaneTest {
  private static final int SIZE = 64;
  private static final int SIDE = SIZE;

  /** Between the red of the head, luma 92, and its inverse, 159. */
  private static final int DARK = 115;

  private static final int LIGHT = 135;

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
  private final List<String> said = new ArrayList<>();

  @AfterEach
  void close() {
    lane.close();
    model.close();
  }

  @Test
  void shouldShowWhatTheNetworkMakesBeforeTheOwnPlateOnly() {
    List<Integer> inverted = new ArrayList<>();
    List<Integer> plain = new ArrayList<>();
    LaneProxy proxy = open(avatar("inverted", inverse(), 0), inverted);
    open(avatar("plain", null, 0), plain);
    steps(3);
    proxy.back("inverted", new Backdrop.Flat(new Background.Colour(0, 0, 0)));
    steps(2);
    proxy.back("inverted", Backdrop.OWN);
    steps(2);

    assertThat(inverted.subList(0, 3)).allMatch(y -> y > LIGHT);
    assertThat(inverted.subList(3, 5)).as("before a colour").allMatch(y -> y < DARK);
    assertThat(inverted.subList(5, 7)).allMatch(y -> y > LIGHT);
    assertThat(plain).hasSize(7).allMatch(y -> y < DARK);
    assertThat(proxy.stats("inverted").stageMillis(Stage.INPAINT)).isPositive();
    assertThat(said).isEmpty();
  }

  @Test
  void shouldShowAHeadWhoseNetworkCannotBeUsed() {
    List<Integer> broken = new ArrayList<>();
    List<Integer> plain = new ArrayList<>();
    open(avatar("broken", new byte[] {1, 2, 3}, 0), broken);
    open(avatar("plain", null, 0), plain);
    steps(3);
    assertThat(broken).hasSize(3).isEqualTo(plain);
  }

  @Test
  void shouldGoOnWithoutANetworkThatFailsAndSaySoOnce() {
    List<Integer> failing = new ArrayList<>();
    List<Integer> plain = new ArrayList<>();
    List<Integer> inverted = new ArrayList<>();
    open(avatar("failing", blinded(), 0xffffff), failing);
    open(avatar("plain", null, 0xffffff), plain);
    open(avatar("inverted", inverse(), 0xffffff), inverted);
    steps(6);
    assertThat(failing).hasSize(6).isEqualTo(plain);
    assertThat(said).containsExactly("failing is not inpainted");
    assertThat(inverted).as("another portrayal").hasSize(6).allMatch(y -> y > LIGHT);
  }

  private LaneProxy open(Avatar avatar, List<Integer> lumas) {
    LaneProxy proxy = LaneProxy.open(lane, List.of(plan(avatar)), TestFaces.ROOM, e -> {});
    proxy.watch(
        avatar.name(),
        new PortrayalViewer() {
          @Override
          public void picture(long n, long due, Picture picture, HandOver handOver) {
            if (picture instanceof Picture.I420 p) {
              lumas.add(head(p.y()));
            }
          }
        },
        new PictureFormat(SIZE, PictureFormat.Kind.I420));
    return proxy;
  }

  /** The luma that differs most from that of a corner, where there is only the plate. */
  private static int head(byte[] luma) {
    int head = luma[0] & 255;
    for (byte one : luma) {
      boolean farther = Math.abs((one & 255) - (luma[0] & 255)) > Math.abs(head - (luma[0] & 255));
      head = farther ? one & 255 : head;
    }
    return head;
  }

  private LaneProxy.Plan plan(Avatar avatar) {
    String name = avatar.name();
    return new LaneProxy.Plan(
        name,
        model,
        avatar,
        7,
        new VoiceDecoder(),
        new Deaf(),
        new Deaf() {
          @Override
          public void inpaintingFailed(long atSample) {
            said.add(name + " is not inpainted");
          }
        },
        null);
  }

  private void steps(int count) {
    for (int i = 0; i < count; i++) {
      clock.set(lane.nextDue());
      lane.step(clock.nanoTime());
    }
  }

  /** A red triangle before one colour, with a network for the whole picture or without. */
  private static Avatar avatar(
      String name, byte @org.jspecify.annotations.Nullable [] onnx, int rgb) {
    BufferedImage plain = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < SIZE * SIZE; i++) {
      plain.setRGB(i % SIZE, i / SIZE, rgb);
    }
    PlateNetwork network =
        onnx == null
            ? null
            : new PlateNetwork(
                onnx,
                List.of(new PlateNetwork.Input(PlateNetwork.Role.PICTURE, "x")),
                "y",
                0,
                1,
                PlateRegion.whole(SIDE, SIDE));
    try {
      Plate plate = Plate.of(TestPictures.file(plain, "png"), Plate.NONE, Plate.NONE);
      return TestFaces.avatar(name).before(plate.with(network));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Dark becomes light: y = 1 - x. */
  private static byte[] inverse() {
    return net(g -> g.named("Sub", "y", g.scalar(1), "x"));
  }

  /** y = x, and not a number where anything is all white, which noise never is. */
  private static byte[] blinded() {
    return net(
        g -> {
          String lightest = g.opAttributes("ReduceMax", List.of(), "x");
          String left = g.op("Sqrt", g.op("Sub", g.scalar(0.999_999f), lightest));
          g.named("Add", "y", "x", g.op("Sub", left, left));
        });
  }

  private static byte[] net(Consumer<OnnxGraph> body) {
    OnnxGraph graph = new OnnxGraph();
    graph.input("x", 3, SIDE, SIDE);
    body.accept(graph);
    graph.output("y", 3, SIDE, SIDE);
    return graph.toBytes(Map.of());
  }
}
