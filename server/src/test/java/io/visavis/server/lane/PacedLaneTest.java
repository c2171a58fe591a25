package io.visavis.server.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.inference.Control;
import io.visavis.inference.Emotion;
import io.visavis.inference.model.MotionModel;
import io.visavis.render.RenderBackends;
import io.visavis.server.metrics.FrameMetrics;
import io.visavis.server.offline.OfflineAnimator;
import io.visavis.server.offline.TimedControl;
import io.visavis.server.testing.FakeClock;
import io.visavis.server.testing.Sentence;
import io.visavis.server.testing.Tape;
import io.visavis.server.testing.TestFaces;
import io.visavis.server.voice.VoiceDecoder;
import io.visavis.server.voice.VoicePacket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole sentences of a real voice in a lane that is stepped by hand, with the built-in model. */
final class PacedLaneTest {
  private static final int FRAME = 1_920;
  private static final int SEED = 7;
  private static final int JAW = ArkitChannel.JAW_OPEN.ordinal();
  private static final MotionModel MODEL = MotionModel.openBuiltIn();

  private final FakeClock clock = new FakeClock();
  private final Tape tape = new Tape();
  private final List<float[]> motion = new ArrayList<>();
  private final List<float[]> voice = new ArrayList<>();
  private final Lane lane =
      new Lane(
          clock,
          0,
          DrawPool.inline(RenderBackends.pick(Optional.of("scalar"))),
          1,
          1,
          new FrameMetrics(new SimpleMeterRegistry()));
  private final LaneProxy proxy =
      LaneProxy.open(
          lane,
          List.of(
              new LaneProxy.Plan(
                  "ann",
                  MODEL,
                  TestFaces.avatar("mira"),
                  SEED,
                  new VoiceDecoder(),
                  new Deaf(),
                  new Deaf(),
                  tape)),
          TestFaces.ROOM,
          e -> {});

  @AfterAll
  static void close() {
    MODEL.close();
  }

  @Test
  void shouldMoveAsOfflineAlsoThroughAFlush() throws IOException {
    watch();
    say(12);
    ticks(120);
    proxy.flush("ann");
    say(3);
    ticks(100);
    List<float[]> offline = new ArrayList<>();
    OfflineAnimator.run(
        MODEL,
        new OfflineAnimator.Input(
            tape.all(),
            motion.size(),
            null,
            List.of(),
            List.of(new TimedControl(120 / 25.0, new Control.Hush())),
            SEED),
        (n, stream) -> offline.add(stream.motion().clone()));
    assertThat(motion).hasSize(220);
    for (int n = 0; n < motion.size(); n++) {
      assertThat(motion.get(n)).as("frame %d", n).containsExactly(offline.get(n), within(0.001f));
    }
    assertThat(widest(60, 120)).isGreaterThan(0.2f);
    assertThat(widest(130, 190)).as("it speaks again").isGreaterThan(0.2f);
  }

  @Test
  void shouldFeelFromTheSampleOnThatIsNamedBeforeItIsPlayed() throws IOException {
    watch();
    say(3);
    Control happy = new Control.SetEmotion(Emotion.parse("happy=2"));
    Control angry = new Control.SetEmotion(Emotion.parse("angry=2"));
    proxy.control("ann", happy, 96_000, s -> {});
    ticks(20);
    proxy.control("ann", angry, 4_000_000, s -> {}); // never played
    ticks(100);
    List<float[]> offline = new ArrayList<>();
    OfflineAnimator.run(
        MODEL,
        new OfflineAnimator.Input(
            tape.all(), motion.size(), null, List.of(), List.of(new TimedControl(2, happy)), SEED),
        (n, stream) -> offline.add(stream.motion().clone()));
    for (int n = 0; n < motion.size(); n++) {
      assertThat(motion.get(n)).as("frame %d", n).containsExactly(offline.get(n), within(0.001f));
    }
    int smile = ArkitChannel.MOUTH_SMILE_LEFT.ordinal();
    assertThat(motion.getLast()[smile]).isGreaterThan(motion.get(45)[smile] + 0.2f);
  }

  @Test
  void shouldForgetWithTheVoiceWhatWasToBeFeltInIt() {
    watch();
    List<String> refused = new ArrayList<>();
    say(3);
    Control happy = new Control.SetEmotion(Emotion.parse("happy=2"));
    for (int i = 0; i < 100; i++) {
      proxy.control("ann", happy, 96_000, refused::add);
    }
    ticks(20);
    assertThat(refused).hasSize(36).allMatch(s -> s.contains("64 changes wait"));
    proxy.flush("ann");
    say(3);
    ticks(100);
    int smile = ArkitChannel.MOUTH_SMILE_LEFT.ordinal();
    assertThat(motion.getLast()[smile]).isLessThan(0.2f);
  }

  /** Where the voice is loud and the mouth wide open. */
  static IntStream moments() {
    return IntStream.of(30, 51, 65, 72, 107, 135, 149, 205);
  }

  @ParameterizedTest
  @MethodSource("moments")
  void shouldShutTheMouthWithinTwoFramesOfAFlush(int at) {
    watch();
    say(12);
    ticks(at);
    float natural = 0;
    for (int n = 1; n < at; n++) {
      natural = Math.max(natural, Math.abs(jaw(n) - jaw(n - 1)));
    }
    proxy.flush("ann");
    ticks(25);
    assertThat(jaw(at + 1)).as("the jaw in the second frame").isLessThan(0.05f);
    assertThat(widest(at + 1, at + 25)).as("and it stays so").isLessThan(0.05f);
    for (int n = at; n < at + 25; n++) {
      assertThat(Math.abs(jaw(n) - jaw(n - 1))).as("no jump").isLessThan(Math.max(0.26f, natural));
    }
    float[] cut = voice.get(at);
    for (int i = 240; i < FRAME; i++) {
      assertThat(cut[i]).as("5 ms into the next frame").isZero();
    }
    for (int n = at + 1; n < at + 25; n++) {
      assertThat(voice.get(n)).containsOnly(0f);
    }
  }

  @Test
  void shouldShutTheMouthOfALiveVoiceAsWell() {
    watch();
    proxy.inbox("ann").anotherSpeaks(false);
    List<VoicePacket> sentence = Sentence.packets(4, clock.nanoTime());
    for (int n = 0; n < 66; n++) {
      sentence.subList(2 * n, 2 * n + 2).forEach(proxy.inbox("ann")::offer);
      ticks(1);
    }
    sentence.subList(132, sentence.size()).forEach(proxy.inbox("ann")::offer);
    assertThat(jaw(65)).as("in the middle of a word").isGreaterThan(0.2f);
    proxy.flush("ann");
    ticks(25);
    assertThat(widest(67, 91)).isLessThan(0.05f);
    assertThat(voice.get(67)).containsOnly(0f);
  }

  private float jaw(int n) {
    return motion.get(n)[JAW];
  }

  private float widest(int from, int to) {
    float most = 0;
    for (int n = from; n < to; n++) {
      most = Math.max(most, jaw(n));
    }
    return most;
  }

  private void watch() {
    proxy.inbox("ann").anotherSpeaks(true);
    proxy.watch(
        "ann",
        new PortrayalViewer() {
          @Override
          public void motion(long n, double t, float[] values) {
            motion.add(values.clone());
          }

          @Override
          public void voice(long n, long due, float[] pcm, int offset, int length) {
            voice.add(java.util.Arrays.copyOfRange(pcm, offset, offset + length));
          }
        },
        null);
  }

  /** The first seconds of the voice, all at once. */
  private void say(double seconds) {
    for (VoicePacket packet : Sentence.packets(seconds, clock.nanoTime())) {
      proxy.inbox("ann").offer(packet);
    }
    proxy.inbox("ann").offer(VoicePacket.end(clock.nanoTime()));
  }

  private void ticks(int count) {
    for (int i = 0; i < count; i++) {
      clock.set(lane.nextDue());
      lane.step(clock.nanoTime());
    }
  }
}
