package io.visavis.server.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.visavis.inference.MotionStream;
import io.visavis.inference.model.MotionModel;
import io.visavis.render.Picture;
import io.visavis.render.RenderBackends;
import io.visavis.server.metrics.FrameMetrics;
import io.visavis.server.testing.FakeClock;
import io.visavis.server.testing.TestFaces;
import io.visavis.server.voice.VoiceDecoder;
import io.visavis.server.voice.VoicePacket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames are due when their voices have come, wherever in a frame a sender's packets fall. */
final class EarlyTest {
  private static final long MILLI = 1_000_000;
  private static final long START = 1_000 * MILLI;
  private static final int PACKET = 960;
  private static final int PLAY_OUT = 12;
  private static final int SECOND = 25;
  private static final LaneProxy.VoiceRoom ROOM = // as in reference.conf
      new LaneProxy.VoiceRoom(PLAY_OUT, 5_000, 300_000, 16 << 20);

  private final FakeClock clock = new FakeClock();
  private final MotionModel model = TestFaces.model();
  private final List<String> trouble = new ArrayList<>();
  private long slow; // what passes from one look at the clock to the next
  private final Lane lane = lane();

  private Lane lane() {
    clock.set(START);
    return new Lane(
        () -> {
          clock.set(clock.nanoTime() + slow);
          return clock.nanoTime();
        },
        0,
        DrawPool.inline(RenderBackends.pick(Optional.of("scalar"))),
        8,
        1,
        new FrameMetrics(new SimpleMeterRegistry()));
  }

  @AfterEach
  void close() {
    lane.close();
    model.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 5, 7, 8, 9, 11, 13, 15, 19})
  void shouldWaitForHalfAPacketAtMost(int phase) {
    Speaker ann = new Speaker(open("ann"), "ann", phase, 0);
    run(5 * SECOND, ann);
    double waited = ann.waitedMillis(2 * SECOND);
    assertThat(waited).as("from a packet's coming to its frame").isBetween(8.0, PLAY_OUT + 10.0);
    assertThat(trouble).isEmpty();
    assertThat(ann.intervals()).as("milliseconds between frames").isSubsetOf(30L, 40L);
  }

  /** One of the two always comes just in time: neither is due earlier for the other's sake. */
  @Test
  void shouldGoByBothVoicesOfAConversation() {
    LaneProxy both = open("ann", "bob");
    Speaker ann = new Speaker(both, "ann", 15, 0);
    Speaker bob = new Speaker(both, "bob", 5, 0);
    run(5 * SECOND, ann, bob);
    assertThat(ann.intervals()).containsOnly(40L);
    assertThat(trouble).isEmpty();
  }

  @Test
  void shouldMakeEveryFrameOfThoseWhoAreEarlyAndThoseWhoAreNot() {
    Speaker early = new Speaker(open("early"), "early", 15, 0);
    Speaker late = new Speaker(open("late"), "late", 5, 0);
    run(5 * SECOND, early, late);
    assertThat(early.dues.getLast() % Lane.PERIOD).isNotEqualTo(late.dues.getLast() % Lane.PERIOD);
    for (Speaker each : List.of(early, late)) {
      assertThat(each.dues).hasSizeBetween(5 * SECOND - 1, 5 * SECOND + 1);
      assertThat(each.intervals()).containsAnyOf(40L).isSubsetOf(30L, 40L);
    }
  }

  /** Clocks that are 300 ppm off go through all phases in 67 s. */
  @ParameterizedTest
  @ValueSource(doubles = {300e-6, -300e-6})
  void shouldStayInTimeForASenderWhoseClockIsOff(double off) {
    Speaker ann = new Speaker(open("ann"), "ann", 4, off);
    run(180 * SECOND, ann);
    assertThat(trouble).isEmpty();
    assertThat(ann.waitedMillis(170 * SECOND)).isBetween(0.0, PLAY_OUT + 26.0);
  }

  /** A network that takes 22 ms more from one moment on. */
  @Test
  void shouldBeLaterAgainForAVoiceThatComesLater() {
    Speaker ann = new Speaker(open("ann"), "ann", 9, 0);
    run(4 * SECOND, ann);
    assertThat(ann.intervals()).contains(30L);
    ann.later = 22 * MILLI;
    run(4 * SECOND, ann);
    assertThat(ann.intervals()).contains(50L);
    trouble.clear();
    run(10 * SECOND, ann);
    assertThat(trouble).as("all of it is heard from then on").isEmpty();
  }

  @Test
  void shouldBeLaterAgainWhenNobodySpeaks() {
    LaneProxy conversation = open("ann");
    Speaker ann = new Speaker(conversation, "ann", 9, 0);
    run(4 * SECOND, ann);
    assertThat(ann.intervals()).contains(30L);
    ann.silent = true;
    run(2 * SECOND, ann);
    assertThat(ann.intervals()).containsOnlyOnce(50L);
  }

  /** Listening, hearing and moving take 10.5 of the 40 ms: two beats would make that more. */
  @Test
  void shouldKeepToOneBeatInALaneThatHasEnoughToDo() {
    Speaker ann = new Speaker(open("ann"), "ann", 15, 0);
    slow = 3_500_000;
    run(5 * SECOND, ann);
    assertThat(ann.intervals()).hasSizeGreaterThan(4 * SECOND).containsOnly(40L);
    slow = 0;
    run(5 * SECOND, ann);
    assertThat(ann.intervals()).containsOnlyOnce(30L);
  }

  /** The lane has room for eight portrayals, and for half of them early. */
  @Test
  void shouldLeaveThoseAsTheyAreForWhomThereIsNoRoomUntilOneOfTheOthersEnds() {
    List<Speaker> speakers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      speakers.add(new Speaker(open("ann"), "ann", 15, 0));
    }
    run(4 * SECOND, speakers.toArray(Speaker[]::new));
    assertThat(speakers).filteredOn(Speaker::isEarly).hasSize(4);
    assertThat(speakers).allSatisfy(s -> assertThat(s.dues.size()).isBetween(99, 101));

    Speaker ends = speakers.stream().filter(Speaker::isEarly).findFirst().orElseThrow();
    speakers.remove(ends);
    ends.conversation.close();
    run(4 * SECOND, speakers.toArray(Speaker[]::new));
    assertThat(speakers).filteredOn(Speaker::isEarly).hasSize(4);
    assertThat(speakers).allSatisfy(s -> assertThat(s.dues.size()).isBetween(199, 201));
    assertThat(trouble).isEmpty();
  }

  private LaneProxy open(String... people) {
    List<LaneProxy.Plan> plans = new ArrayList<>();
    for (String person : people) {
      plans.add(
          new LaneProxy.Plan(
              person,
              model,
              TestFaces.avatar("mira"),
              7,
              new VoiceDecoder(),
              new Complaining(),
              new Deaf(),
              null));
    }
    return LaneProxy.open(lane, plans, ROOM, e -> trouble.add(String.valueOf(e)));
  }

  private void run(int frames, Speaker... speakers) {
    long end = clock.nanoTime() + frames * Lane.PERIOD;
    while (lane.nextDue() <= end) {
      clock.set(Math.max(clock.nanoTime(), lane.nextDue()));
      for (Speaker speaker : speakers) {
        speaker.speak();
      }
      lane.step(clock.nanoTime());
    }
    clock.set(end);
  }

  /** Sends a packet every 20 ms, and notes how long each frame's voice had waited. */
  private final class Speaker implements PortrayalViewer {
    private final LaneProxy conversation;
    private final String name;
    private final double packetNanos;
    private final long first;
    private final List<Long> dues = new ArrayList<>();
    private final double lookahead;
    private long sent;
    private long later;
    private boolean silent;

    Speaker(LaneProxy conversation, String name, long phaseMillis, double off) {
      this.conversation = conversation;
      this.name = name;
      this.packetNanos = 20 * MILLI / (1 + off);
      this.first = START + phaseMillis * MILLI;
      this.lookahead =
          new MotionStream(model, 0, MotionStream.Partner.ABSENT).lookaheadSamples48k() / 48.0;
      conversation.watch(name, this, new PictureFormat(64, PictureFormat.Kind.I420));
    }

    void speak() {
      for (long at = next(); at <= clock.nanoTime(); at = next()) {
        if (!silent) {
          // Half a second of speech, half a second of pause.
          byte value = (byte) (sent % 50 < 25 ? 40 : 0);
          byte[] pcm = new byte[2 * PACKET];
          for (int i = 1; i < pcm.length; i += 4) {
            pcm[i] = value;
          }
          conversation.inbox(name).offer(VoicePacket.pcm16(sent * PACKET, pcm, 48_000, at));
        }
        sent++;
      }
    }

    private long next() {
      return first + Math.round(sent * packetNanos) + later;
    }

    @Override
    public void voice(long n, long dueNanos, float[] pcm, int offset, int length) {
      assertThat(n).as("each frame once, in order").isEqualTo(dues.size());
      dues.add(dueNanos);
    }

    @Override
    public void picture(long n, long dueNanos, Picture picture, HandOver handOver) {
      handOver.handedOver(n, dueNanos);
    }

    /** What a frame's voice has waited for, the most since that frame. */
    double waitedMillis(int since) {
      return conversation.stats(name).recent().stream()
          .filter(f -> f.n() >= since)
          .mapToDouble(f -> f.millis() - lookahead)
          .max()
          .orElseThrow();
    }

    boolean isEarly() {
      return dues.getLast() % Lane.PERIOD != START % Lane.PERIOD;
    }

    List<Long> intervals() {
      List<Long> all = new ArrayList<>();
      for (int i = 1; i < dues.size(); i++) {
        all.add((dues.get(i) - dues.get(i - 1)) / MILLI);
      }
      return all;
    }
  }

  /** Notes what a listener would hear. */
  private final class Complaining extends Deaf {
    @Override
    public void concealed(long atSample, long samples) {
      trouble.add(samples + " samples are made up at " + atSample);
    }

    @Override
    public void dropped(long atSample, long samples) {
      trouble.add(samples + " samples are dropped at " + atSample);
    }

    @Override
    public void voiceLost(long atSample) {
      trouble.add("lost at " + atSample);
    }
  }
}
