package io.visavis.server.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.visavis.inference.model.MotionModel;
import io.visavis.render.RenderBackends;
import io.visavis.server.metrics.FrameMetrics;
import io.visavis.server.testing.FakeClock;
import io.visavis.server.testing.TestFaces;
import io.visavis.server.voice.VoiceDecoder;
import io.visavis.server.voice.VoiceInbox;
import io.visavis.server.voice.VoiceTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Hours of conversation on a clock that is stepped: one voice by gRPC, the other by WebRTC, one
 * from a microphone that is fast, the other from one that is slow. A voice leaves with the pictures
 * of its frame; so what is measured is how long before its picture it was spoken, and that this
 * stays as it is.
 */
final class EightHoursTest {
  private static final int FRAMES_AN_HOUR = 90_000;
  private static final LaneProxy.VoiceRoom ROOM = // as in reference.conf
      new LaneProxy.VoiceRoom(12, 5_000, 300_000, 16 << 20);
  private static final double MOST_SKEW = 45; // ms
  private static final double MOST_GROWN = 25; // ms
  private static final long START = 1_000_000_000_000L;

  private final VoiceWatch packets = new VoiceWatch(1, true);
  private final VoiceWatch device = new VoiceWatch(2, false);
  private final float[] out = new float[LaneConversation.FRAME];

  @ParameterizedTest
  @CsvSource({"300e-6", "-300e-6"})
  void shouldKeepVoiceAndPictureTogetherForHalfAnHour(double off) {
    talk(off, 0, FRAMES_AN_HOUR * 52 / 100);
    check();
  }

  /** 2^31 samples are 12.4 hours, 2^32 are 24.9; both sides' indices go beyond them. */
  @ParameterizedTest
  @CsvSource({"2147483648", "4147200000", "4294967296"})
  void shouldCountOnBeyondWhatFitsIntoAnInt(long sample) {
    long before = sample / LaneConversation.FRAME - 25 * 60 * 2;
    talk(300e-6, before, 25 * 60 * 4);
    check();
  }

  /** The first one beyond 2^31 samples, too. */
  @Tag("long")
  @ParameterizedTest
  @CsvSource({"13, 300e-6", "8, -300e-6"})
  void shouldKeepVoiceAndPictureTogetherInALane(double hours, double off) {
    FakeClock clock = new FakeClock();
    clock.set(START);
    MotionModel model = TestFaces.model();
    List<RuntimeException> failures = new ArrayList<>();
    try (Lane lane =
        new Lane(
            clock,
            0,
            DrawPool.inline(RenderBackends.pick(Optional.of("scalar"))),
            2,
            1,
            new FrameMetrics(new SimpleMeterRegistry()))) {
      LaneProxy proxy =
          LaneProxy.open(
              lane,
              List.of(plan("ann", model, packets), plan("bob", model, device)),
              ROOM,
              failures::add);
      TestMicrophone ann = new PacketMicrophone(proxy.inbox("ann"), off, 0, START, 1);
      TestMicrophone bob = new DeviceMicrophone(proxy.inbox("bob"), -off, START, 2);
      packets.follow(ann);
      device.follow(bob);
      proxy.watch("ann", new Viewer(packets), null);
      proxy.watch("bob", new Viewer(device), null);
      for (long n = 0; n < hours * FRAMES_AN_HOUR; n++) {
        long due = lane.nextDue();
        clock.set(due);
        packets.begin(due);
        device.begin(due);
        ann.deliver(due);
        bob.deliver(due);
        lane.step(due);
      }
    }
    model.close();
    assertThat(failures).isEmpty();
    check();
  }

  /**
   * Talks for so many frames, after nobody has for some others.
   *
   * @param off of the voice that comes by gRPC; the other one is off by as much the other way
   */
  private void talk(double off, long silent, long frames) {
    VoiceInbox annInbox = new VoiceInbox(2_048, ROOM.queueMillis(), ROOM.queueBytes());
    VoiceInbox bobInbox = new VoiceInbox(2_048, ROOM.queueMillis(), ROOM.queueBytes());
    ParticipantVoice annVoice = voice(annInbox, packets);
    ParticipantVoice bobVoice = voice(bobInbox, device);
    LaneConversation conversation =
        new LaneConversation(List.of(annVoice, bobVoice), List.of(), e -> {});
    for (long n = 0; n < silent; n++) {
      conversation.listen(START + n * Lane.PERIOD);
    }
    long now = START + silent * Lane.PERIOD;
    TestMicrophone ann =
        new PacketMicrophone(annInbox, off, silent * LaneConversation.FRAME, now, 1);
    TestMicrophone bob = new DeviceMicrophone(bobInbox, -off, now, 2);
    packets.follow(ann);
    device.follow(bob);
    for (long n = silent; n < silent + frames; n++) {
      long due = START + n * Lane.PERIOD;
      packets.begin(due);
      device.begin(due);
      ann.deliver(due);
      bob.deliver(due);
      conversation.listen(due);
      leave(n, annVoice, packets);
      leave(n, bobVoice, device);
      conversation.moved(due);
    }
  }

  private static ParticipantVoice voice(VoiceInbox inbox, VoiceWatch watch) {
    VoiceDecoder decoder = new VoiceDecoder();
    return new ParticipantVoice(
        inbox,
        new VoiceTimeline(inbox, decoder, ROOM.playOutMillis(), ROOM.bufferMillis(), watch),
        decoder);
  }

  /** As {@code Portrayal} gives it to viewers. */
  private void leave(long n, ParticipantVoice voice, VoiceWatch watch) {
    voice.hold().read(n * LaneConversation.FRAME, out, out.length);
    watch.frame(out, voice.timeline().ownAt((double) n * LaneConversation.FRAME));
  }

  private static LaneProxy.Plan plan(String id, MotionModel model, VoiceWatch watch) {
    return new LaneProxy.Plan(
        id, model, TestFaces.avatar("mira"), 7, new VoiceDecoder(), watch, watch, null);
  }

  private static final class Viewer implements PortrayalViewer {
    private final VoiceWatch watch;
    private double t;

    Viewer(VoiceWatch watch) {
      this.watch = watch;
    }

    @Override
    public void motion(long n, double seconds, float[] values) {
      t = seconds;
      for (float value : values) {
        assertThat(value).isFinite();
      }
    }

    @Override
    public void voice(long n, long dueNanos, float[] pcm, int offset, int length) {
      watch.frame(pcm, t * 48_000);
    }
  }

  private void check() {
    System.out.printf("gRPC:   %s%nWebRTC: %s%n", packets, device);
    for (VoiceWatch watch : List.of(packets, device)) {
      assertThat(watch.unexplained()).as("%s", watch).isEmpty();
      assertThat(watch.skew()).as("%s", watch).isLessThan(MOST_SKEW);
      assertThat(watch.grown()).as("%s", watch).isBetween(-MOST_GROWN, MOST_GROWN);
    }
  }
}
