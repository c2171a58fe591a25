package io.visavis.server.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.visavis.inference.model.MotionModel;
import io.visavis.render.Picture;
import io.visavis.render.RenderBackends;
import io.visavis.server.metrics.FrameMetrics;
import io.visavis.server.metrics.LateReason;
import io.visavis.server.testing.FakeClock;
import io.visavis.server.testing.Tape;
import io.visavis.server.testing.TestFaces;
import io.visavis.server.voice.VoiceDecoder;
import io.visavis.server.voice.VoicePacket;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The monotonic clock jumps 10 s ahead, as of a paused virtual machine. */
final class ClockJumpTest {
  private static final long MILLI = 1_000_000;
  private static final long JUMP = 10_000 * MILLI;
  private static final int PACKET = 960;

  private final FakeClock clock = new FakeClock();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MotionModel model = TestFaces.model();
  private final Tape tape = new Tape();
  private Lane lane;
  private LaneProxy proxy;
  private int pictures;
  private long said; // packets of Ann's voice, 20 ms each

  @BeforeEach
  void open() {
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
            lane, List.of(plan("ann", tape), plan("bob", new Tape())), TestFaces.ROOM, e -> {});
    proxy.watch(
        "ann",
        new PortrayalViewer() {
          @Override
          public void picture(long n, long due, Picture picture, HandOver handOver) {
            pictures++;
            handOver.handedOver(n, clock.nanoTime());
          }
        },
        new PictureFormat(64, PictureFormat.Kind.I420));
    for (int i = 0; i < 50; i++) {
      tick(2);
    }
    assertThat(pictures).isEqualTo(50);
    assertThat(late()).isLessThan(100);
  }

  @AfterEach
  void close() {
    lane.close();
    model.close();
  }

  @Test
  void shouldDrawOnePictureAndCountTheOthersInOneStep() {
    long frames = proxy.stats("ann").frames();
    jump(JUMP);
    assertThat(pictures - 50).as("pictures of the first step after it").isEqualTo(1);
    assertThat(proxy.stats("ann").frames() - frames).as("frames of that step").isEqualTo(1);
    assertThat(proxy.stats("ann").lateCount()).isEqualTo(249);
    assertThat(
            registry
                .get("visavis.frames.late")
                .tag("reason", LateReason.STOOD_STILL.id())
                .counter()
                .count())
        .as("only Ann is watched")
        .isEqualTo(249);
    tick(2);
    tick(2);
    assertThat(pictures - 50).isEqualTo(3);
    assertThat(proxy.stats("ann").lateCount()).isEqualTo(249);
  }

  /** A stall that can be made up for: the face has heard all of it, and shows where it is now. */
  @Test
  void shouldMoveThroughEveryFrameOfHalfASecond() {
    long frames = proxy.stats("ann").frames();
    jump(500 * MILLI);
    assertThat(proxy.stats("ann").frames() - frames).isEqualTo(12);
    assertThat(pictures - 50 + proxy.stats("ann").lateCount()).isEqualTo(12);
  }

  /**
   * Two seconds late is as good as never: whoever is behind for longer and longer never gets up.
   */
  @Test
  void shouldNotMoveThroughWhatIsTwoSecondsOld() {
    long frames = proxy.stats("ann").frames();
    jump(2_000 * MILLI);
    assertThat(proxy.stats("ann").frames() - frames).isEqualTo(1);
    assertThat(proxy.stats("ann").lateCount()).isEqualTo(49);
  }

  /** Speaker and server stood still together: what is said afterwards goes on where it was. */
  @Test
  void shouldHearAVoiceAtOnceThatStoodStillToo() {
    jump(JUMP);
    tick(2); // its packets come, and are heard after the play-out delay
    for (int i = 0; i < 10; i++) {
      tick(2);
      assertThat(late()).as("milliseconds, %d frames after", i + 1).isLessThan(100);
    }
  }

  /** The speaker went on, and all that was said meanwhile comes at once: in step after 3 s. */
  @Test
  void shouldNotStayLateForAVoiceThatPiledUp() {
    jump(JUMP);
    say(500);
    for (int i = 0; i < 75; i++) {
      tick(2);
    }
    for (int i = 0; i < 250; i++) {
      tick(2);
      assertThat(late()).as("milliseconds, %.2f s after", 3 + i * 0.04).isLessThan(160);
    }
  }

  /** An agent's sentence: it waits, and nothing of it is lost. */
  @Test
  void shouldGoOnWithAPacedVoiceWhereItWas() {
    proxy.inbox("ann").anotherSpeaks(true);
    int from = tape.all().length;
    long first = said;
    say(150); // 3 s
    for (int i = 0; i < 25; i++) {
      tick(0);
    }
    jump(JUMP);
    for (int i = 0; i < 55; i++) {
      tick(0);
    }
    float[] all = tape.all();
    float[] heard = Arrays.copyOfRange(all, from, all.length);
    int begin = 0;
    while (heard[begin] == 0) {
      begin++;
    }
    for (int i = 0; i < 150 * PACKET; i++) {
      assertThat(heard[begin + i]).as("sample %d", i).isEqualTo(value(first + i / PACKET));
    }
  }

  private void jump(long nanos) {
    clock.set(lane.nextDue() - 40 * MILLI + nanos + 1);
    lane.step(clock.nanoTime());
  }

  /** To the next frame, in which so many packets of Ann's come. */
  private void tick(int packets) {
    clock.set(lane.nextDue());
    say(packets);
    lane.step(clock.nanoTime());
  }

  private void say(int packets) {
    for (int i = 0; i < packets; i++) {
      byte[] pcm = new byte[2 * PACKET];
      short v = (short) (value(said) * 32_768);
      for (int k = 0; k < PACKET; k++) {
        pcm[2 * k] = (byte) v;
        pcm[2 * k + 1] = (byte) (v >> 8);
      }
      proxy
          .inbox("ann")
          .offer(VoicePacket.pcm16(said * PACKET, pcm, VoicePacket.RATE, clock.nanoTime()));
      said++;
    }
  }

  /** Every sample of a packet says which one it is, and none is 0. */
  private static float value(long packet) {
    return (float) (packet + 1) / 32_768;
  }

  /** How long ago was said what was heard last: milliseconds; silence is endless. */
  private double late() {
    float[] all = tape.all();
    long heard = Math.round(all[all.length - 1] * 32_768.0) - 1;
    return heard < 0 ? Double.POSITIVE_INFINITY : (said - heard) * 20.0;
  }

  private LaneProxy.Plan plan(String id, Tape to) {
    return new LaneProxy.Plan(
        id, model, TestFaces.avatar("mira"), 7, new VoiceDecoder(), new Deaf(), new Deaf(), to);
  }
}
