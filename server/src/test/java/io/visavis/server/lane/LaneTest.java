package io.visavis.server.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.visavis.avatar.plate.PlateImage;
import io.visavis.inference.Control;
import io.visavis.inference.Emotion;
import io.visavis.inference.model.MotionModel;
import io.visavis.media.opus.OpusEncoder;
import io.visavis.render.Backdrop;
import io.visavis.render.Background;
import io.visavis.render.Picture;
import io.visavis.render.RenderBackends;
import io.visavis.server.metrics.FrameMetrics;
import io.visavis.server.metrics.LateReason;
import io.visavis.server.offline.OfflineAnimator;
import io.visavis.server.testing.FakeClock;
import io.visavis.server.testing.Pcm;
import io.visavis.server.testing.Tape;
import io.visavis.server.testing.TestFaces;
import io.visavis.server.voice.VoiceDecoder;
import io.visavis.server.voice.VoicePacket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LaneTest {
  private static final long MILLI = 1_000_000;
  private static final long START = 1_000 * MILLI;
  private static final int SEED = 7;

  private final FakeClock clock = new FakeClock();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MotionModel model = TestFaces.model();
  private final Tape annTape = new Tape();
  private final Tape bobTape = new Tape();
  private final List<VoicePacket> coming = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private Lane lane;
  private LaneProxy proxy;

  @BeforeEach
  void open() {
    clock.set(START);
    lane =
        new Lane(
            clock,
            0,
            DrawPool.inline(RenderBackends.pick(Optional.of("scalar"))),
            4,
            1,
            new FrameMetrics(registry));
    proxy =
        LaneProxy.open(
            lane, List.of(plan("ann", annTape), plan("bob", bobTape)), TestFaces.ROOM, e -> {});
  }

  @AfterEach
  void close() {
    lane.close();
    model.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"even", "ragged", "bursts", "lossy", "slow", "fast"})
  void shouldMoveAsOfflineFromTheSamplesThatItHeardOfPcm(String pace) throws IOException {
    sendPcm(TestFaces.speech(4, 120), pace);
    assertLiveIsOffline();
  }

  @ParameterizedTest
  @ValueSource(strings = {"even", "bursts", "lossy"})
  void shouldMoveAsOfflineFromTheSamplesThatItHeardOfOpus(String pace) throws IOException {
    float[] speech = TestFaces.speech(4, 150);
    Random random = new Random(3);
    try (OpusEncoder encoder = new OpusEncoder(32_000)) {
      for (int k = 0; (k + 1) * OpusEncoder.FRAME <= speech.length; k++) {
        byte[] packet = encoder.encode(speech, k * OpusEncoder.FRAME);
        if (!pace.equals("lossy") || random.nextInt(10) > 0) {
          long at = pace.equals("bursts") ? k / 9 * 180L : k * 20L;
          coming.add(VoicePacket.opus((long) k * OpusEncoder.FRAME, packet, START + at * MILLI));
        }
      }
    }
    assertLiveIsOffline();
  }

  private void sendPcm(float[] speech, String pace) {
    Random random = new Random(2);
    for (int sent = 0; sent < speech.length; ) {
      int n = pace.equals("ragged") ? 1 + random.nextInt(3_000) : 960;
      double real = sent / 48.0;
      double at =
          switch (pace) {
            case "ragged" -> real + random.nextInt(15);
            case "bursts" -> Math.floor(real / 300) * 300;
            case "slow" -> real * 1.3;
            case "fast" -> real * 0.5;
            default -> real;
          };
      if (!pace.equals("lossy") || random.nextInt(8) > 0) {
        coming.add(
            VoicePacket.pcm16(
                sent, Pcm.bytes(speech, sent, n), 48_000, START + (long) (at * MILLI)));
      }
      sent += n;
    }
  }

  /** Ann speaks as {@link #coming} says, Bob evenly; what was heard gives the same offline. */
  private void assertLiveIsOffline() throws IOException {
    coming.sort(Comparator.comparingLong(VoicePacket::arrivalNanos));
    List<float[]> live = new ArrayList<>();
    proxy.watch(
        "ann",
        new PortrayalViewer() {
          @Override
          public void motion(long n, double t, float[] values) {
            live.add(values.clone());
          }
        },
        null);
    float[] bob = TestFaces.speech(5, 90);
    for (int frame = 0; frame < 115; frame++) {
      proxy
          .inbox("bob")
          .offer(
              VoicePacket.pcm16(
                  frame * 1_920L, Pcm.bytes(bob, frame * 1_920, 1_920), 48_000, clock.nanoTime()));
      tick();
    }
    List<float[]> offline = new ArrayList<>();
    OfflineAnimator.run(
        model,
        new OfflineAnimator.Input(
            annTape.all(), live.size(), bobTape.all(), List.of(), List.of(), SEED),
        (n, stream) -> offline.add(stream.motion().clone()));
    assertThat(live).hasSizeGreaterThan(100).hasSameSizeAs(offline);
    float moved = 0;
    for (int n = 0; n < live.size(); n++) {
      assertThat(live.get(n)).as("frame %d", n).containsExactly(offline.get(n), within(0.001f));
      moved = Math.max(moved, Math.abs(live.get(n)[24] - live.getFirst()[24]));
    }
    assertThat(moved).as("the face moves at all").isGreaterThan(0.01f);
  }

  @Test
  void shouldGiveTheVoiceWithTheFrameThatItBelongsTo() {
    sendPcm(TestFaces.speech(2, 120), "even");
    List<Float> heard = new ArrayList<>();
    proxy.watch(
        "ann",
        new PortrayalViewer() {
          @Override
          public void voice(long n, long due, float[] pcm, int offset, int length) {
            assertThat(n * 1_920).isEqualTo(heard.size());
            for (int i = 0; i < length; i++) {
              heard.add(pcm[offset + i]);
            }
          }
        },
        null);
    for (int i = 0; i < 40; i++) {
      tick();
    }
    float[] tape = annTape.all();
    assertThat(heard).hasSize(40 * 1_920);
    for (int i = 0; i < heard.size(); i++) {
      assertThat(heard.get(i)).isEqualTo(tape[i]);
    }
  }

  @Test
  void shouldHandOverWithin120MillisecondsOfTheVoice() {
    sendPcm(TestFaces.speech(6, 120), "even");
    proxy.watch("ann", handingOver(), new PictureFormat(64, PictureFormat.Kind.I420));
    for (int i = 0; i < 140; i++) {
      tick();
    }
    PortrayalStats.VoiceToVideo latency = Objects.requireNonNull(proxy.stats("ann").voiceToVideo());
    assertThat(latency.p95()).isBetween(60.0, 105.0); // drawing takes no time on this clock
    assertThat(proxy.stats("ann").lateCount()).isZero();
    assertThat(proxy.stats("ann").fps(clock.nanoTime())).isEqualTo(25.0, within(0.01));
    // Frame by frame: each once, in their order, up to the one that was handed over last.
    assertThat(proxy.stats("ann").recent())
        .extracting(PortrayalStats.Frame::n)
        .containsExactlyElementsOf(LongStream.range(75, 139).boxed().toList());
    assertThat(proxy.stats("ann").recent())
        .allSatisfy(f -> assertThat(f.millis()).isBetween(60.0, 105.0));
  }

  private double late(LateReason reason) {
    return registry.get("visavis.frames.late").tag("reason", reason.id()).counter().count();
  }

  @Test
  void shouldDropALatePictureAndStillMove() {
    proxy.watch("ann", handingOver(), new PictureFormat(64, PictureFormat.Kind.I420));
    for (int i = 0; i < 10; i++) {
      tick();
    }
    long before = proxy.stats("ann").pictures();
    clock.set(clock.nanoTime() + 200 * MILLI); // the thread was held up
    lane.step(clock.nanoTime());
    assertThat(proxy.stats("ann").frames()).isEqualTo(15);
    assertThat(proxy.stats("ann").lateCount()).isEqualTo(3);
    assertThat(late(LateReason.NO_TIME)).isEqualTo(3);
    assertThat(late(LateReason.BLOCKED)).isZero();
    assertThat(registry.get("visavis.lane.lag").timer().max(TimeUnit.MILLISECONDS))
        .as("how late the first of them was begun")
        .isEqualTo(160, within(0.1));
    assertThat(proxy.stats("ann").pictures() - before).isEqualTo(2);
    tick();
    assertThat(proxy.stats("ann").recent().stream().filter(f -> Double.isNaN(f.millis())))
        .as("frames that were dropped")
        .extracting(PortrayalStats.Frame::n)
        .containsExactly(10L, 11L, 12L);
  }

  @Test
  void shouldNotDrawWhatNobodyWatchesAndShareWhatManyWatch() {
    List<Picture> pictures = new ArrayList<>();
    PortrayalViewer viewer =
        new PortrayalViewer() {
          @Override
          public void picture(long n, long due, Picture picture, HandOver handOver) {
            pictures.add(picture);
            handOver.handedOver(n, due);
          }
        };
    tick();
    assertThat(proxy.stats("ann").pictures()).isZero();
    proxy.watch("ann", viewer, new PictureFormat(64, PictureFormat.Kind.I420));
    proxy.watch("ann", viewer, new PictureFormat(64, PictureFormat.Kind.I420));
    tick();
    assertThat(pictures).hasSize(2);
    assertThat(pictures.get(0)).isSameAs(pictures.get(1));
    proxy.leave("ann", viewer);
    proxy.leave("ann", viewer);
    tick();
    assertThat(pictures).hasSize(2);
    assertThat(proxy.stats("ann").frames()).isEqualTo(3);
  }

  @Test
  void shouldDrawBothWaysOnlyWhileBothAreWatched() {
    List<Picture> plain = new ArrayList<>();
    List<Picture> cutOut = new ArrayList<>();
    PortrayalViewer a = keeping(plain);
    PortrayalViewer b = keeping(cutOut);
    proxy.watch("ann", a, new PictureFormat(64, PictureFormat.Kind.I420));
    tick();
    proxy.watch("ann", b, new PictureFormat(64, PictureFormat.Kind.PACKED));
    tick();
    assertThat(proxy.stats("ann").pictures()).isEqualTo(3);
    proxy.leave("ann", a);
    tick();
    assertThat(plain).hasSize(2).allMatch(p -> p instanceof Picture.I420);
    assertThat(cutOut).hasSize(2).allMatch(p -> p instanceof Picture.Packed);
    assertThat(proxy.stats("ann").pictures()).isEqualTo(4);
  }

  @Test
  void shouldDrawBeforeWhatItIsToldAtTheNextFrame() {
    List<Integer> corner = new ArrayList<>();
    proxy.watch(
        "ann",
        new PortrayalViewer() {
          @Override
          public void picture(long n, long due, Picture picture, HandOver handOver) {
            if (picture instanceof Picture.I420 p) {
              corner.add(p.y()[0] & 255);
            }
          }
        },
        new PictureFormat(64, PictureFormat.Kind.I420));
    tick();
    proxy.back("ann", new Backdrop.Flat(new Background.Colour(1, 1, 1)));
    tick();
    int[] black = new int[100 * 50];
    proxy.back("ann", new Backdrop.Still(new PlateImage(100, 50, black)));
    tick();
    proxy.back("ann", Backdrop.OWN);
    tick();
    assertThat(corner).hasSize(4).contains(235, 16);
    assertThat(corner.get(1)).isEqualTo(235);
    assertThat(corner.get(2)).isEqualTo(16);
    assertThat(corner.get(3)).isEqualTo(corner.get(0));
  }

  private static PortrayalViewer keeping(List<Picture> pictures) {
    return new PortrayalViewer() {
      @Override
      public void picture(long n, long due, Picture picture, HandOver handOver) {
        pictures.add(picture);
        handOver.handedOver(n, due);
      }
    };
  }

  @Test
  void shouldDrawWhatItMoves() {
    List<Integer> red = new ArrayList<>();
    proxy.watch(
        "ann",
        new PortrayalViewer() {
          @Override
          public void picture(long n, long due, Picture picture, HandOver handOver) {
            if (picture instanceof Picture.Rgba p) {
              red.add(p.pixels()[4 * (64 * 32 + 32)] & 255);
            }
          }
        },
        new PictureFormat(64, PictureFormat.Kind.RGBA));
    proxy.control("ann", new Control.SetEmotion(Emotion.of(Map.of("happy", 2))), 0, s -> {});
    tick();
    assertThat(red).hasSize(1).allMatch(r -> r > 150);
  }

  @Test
  void shouldSayWhenAFaceIsSeenAndWhenItIsLost() {
    for (int n = 0; n < 60; n++) {
      if (n < 5 || n == 40) {
        proxy.motion("bob", n / 25.0, new float[55], null, s -> {});
      }
      tick();
    }
    // Half a second after the last that came, each time.
    assertThat(said).containsExactly("bob seen", "bob lost", "bob seen", "bob lost");
  }

  private static PortrayalViewer handingOver() {
    return new PortrayalViewer() {
      @Override
      public void picture(long n, long due, Picture picture, HandOver handOver) {
        handOver.handedOver(n, due);
      }
    };
  }

  /** To the next frame, with what has arrived until then. */
  private void tick() {
    clock.set(lane.nextDue());
    while (!coming.isEmpty() && coming.getFirst().arrivalNanos() <= clock.nanoTime()) {
      proxy.inbox("ann").offer(coming.removeFirst());
    }
    lane.step(clock.nanoTime());
  }

  private LaneProxy.Plan plan(String id, Tape tape) {
    return new LaneProxy.Plan(
        id,
        model,
        TestFaces.avatar("mira"),
        SEED,
        new VoiceDecoder(),
        new Deaf(),
        new Telling(id),
        tape);
  }

  private final class Telling implements MotionListener {
    private final String id;

    Telling(String id) {
      this.id = id;
    }

    @Override
    public void motionBack(long atSample) {
      said.add(id + " seen");
    }

    @Override
    public void motionLost(long atSample) {
      said.add(id + " lost");
    }

    @Override
    public void modelFailed(long atSample) {
      said.add(id + " failed");
    }

    @Override
    public void inpaintingFailed(long atSample) {
      said.add(id + " is not inpainted");
    }
  }
}
