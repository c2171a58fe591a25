package io.visavis.server.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.visavis.media.opus.OpusDecoder;
import io.visavis.media.opus.OpusEncoder;
import io.visavis.server.testing.TestFaces;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A paced voice as a lane reads it: 55 ms ahead of what is shown, one frame a tick. */
final class PacedVoiceTest {
  private static final int FRAME = 1_920;
  private static final int AHEAD = 720;
  private static final long TICK = 40_000_000L;
  private static final int MINUTE = 60 * 48_000;
  private static final long MEGABYTES = 16 << 20;

  private final Told told = new Told();
  private final List<String> events = told.events;
  private final float[] block = new float[FRAME];
  private final List<Float> heard = new ArrayList<>();
  private VoiceInbox inbox = inbox(MEGABYTES);
  private VoiceTimeline timeline = timeline();
  private long frame = -1;

  private static VoiceInbox inbox(long bytes) {
    VoiceInbox inbox = new VoiceInbox(1_000, 300_000, bytes);
    inbox.anotherSpeaks(true);
    return inbox;
  }

  private VoiceTimeline timeline() {
    return new VoiceTimeline(inbox, new VoiceDecoder(), 20, 5_000, told);
  }

  @Test
  void shouldPlayASentenceThatComesAtOnceAtItsOwnPace() {
    ticks(5);
    int start = heard.size(); // the next block
    send(1_000, 96_000, true);
    ticks(1);
    assertThat(events).containsExactly("started 1000");
    ticks(49);
    assertThat(events).hasSize(1); // its last 15 ms are not shown yet
    assertThat(inbox.talking()).isTrue();
    ticks(1);
    assertThat(events).containsExactly("started 1000", "finished 97000");
    assertThat(inbox.talking()).isFalse();
    ticks(50);
    assertThat(events).hasSize(2);
    assertVoice(start, 1_000, 96_000);
    assertThat(heard.subList(0, start)).containsOnly(0f);
    assertThat(heard.subList(start + 96_000, heard.size())).containsOnly(0f);
  }

  @Test
  void shouldPlayASentenceOfOpusAsItIsDecoded() throws Exception {
    float[] speech = TestFaces.speech(2, 120);
    float[] out = new float[5_760];
    List<Float> decoded = new ArrayList<>();
    try (OpusEncoder encoder = new OpusEncoder(32_000);
        OpusDecoder decoder = new OpusDecoder()) {
      for (int i = 0; i < speech.length; i += OpusEncoder.FRAME) {
        byte[] packet = encoder.encode(speech, i);
        int n = decoder.decode(packet, 0, packet.length, out);
        for (int k = 0; k < n; k++) {
          decoded.add(out[k]);
        }
        inbox.offer(VoicePacket.opus(i, packet, now()));
      }
    }
    inbox.offer(VoicePacket.end(now()));
    ticks(60);
    assertThat(heard.subList(0, 96_000)).isEqualTo(decoded.subList(0, 96_000));
    assertThat(events).containsExactly("started 0", "finished 96000");
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000, 22_050, 24_000, 44_100})
  void shouldTakeAnyRate(int rate) {
    ByteBuffer pcm = ByteBuffer.allocate(2 * rate).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < rate; i++) {
      pcm.putShort((short) (16_384 * Math.sin(2 * Math.PI * 400 * i / rate)));
    }
    inbox.offer(VoicePacket.pcm16(0, pcm.array(), rate, now()).ending());
    ticks(30);
    double power = 0;
    for (float v : heard.subList(0, 48_000)) {
      power += v * v;
    }
    assertThat(Math.sqrt(power / 48_000)).isEqualTo(0.5 / Math.sqrt(2), within(0.005));
    assertThat(events).containsExactly("started 0", "finished 48000");
  }

  @Test
  void shouldWaitInSilenceForTheRestOfASentenceAndEndItAfterHalfASecond() {
    send(0, 4_800, false);
    ticks(10);
    send(4_800, 4_800, false);
    ticks(12);
    assertThat(events).containsExactly("started 0");
    ticks(5);
    assertThat(events).containsExactly("started 0", "finished 9600");
    inbox.offer(VoicePacket.end(now())); // of what is over already
    ticks(5);
    assertThat(events).hasSize(2);
    assertVoice(0, 0, 4_800);
    assertThat(heard.subList(4_800, AHEAD + 10 * FRAME)).containsOnly(0f);
    assertVoice(AHEAD + 10 * FRAME, 4_800, 4_800);
  }

  @Test
  void shouldPlayUtterancesOneAfterTheOther() {
    send(0, 10_000, true);
    send(0, 20_000, true); // counts anew
    send(20_000, 5_000, false); // goes on
    inbox.offer(VoicePacket.end(now()));
    ticks(30);
    assertThat(events)
        .containsExactly(
            "started 0",
            "finished 10000",
            "started 0",
            "finished 20000",
            "started 20000",
            "finished 25000");
    assertVoice(0, 0, 10_000);
    assertVoice(10_000, 0, 25_000);
  }

  @Test
  void shouldFallSilentWithTheNextFrameWhenFlushed() {
    send(7_000, 480_000, true);
    ticks(20);
    inbox.flush();
    send(3_000, 9_600, true); // put in before the lane has noticed
    ticks(1);
    assertThat(events.get(1)).isEqualTo("interrupted " + (7_000 + 20 * FRAME));
    ticks(10);
    assertThat(events.subList(2, events.size())).containsExactly("started 3000", "finished 12600");
    assertVoice(AHEAD + 20 * FRAME, 3_000, 9_600);
    assertThat(heard.subList(AHEAD + 25 * FRAME, heard.size())).containsOnly(0f);
  }

  @Test
  void shouldSayOnceWhatAFlushForgot() {
    inbox.flush();
    ticks(2);
    assertThat(events).as("nothing to forget").isEmpty();
    send(500, 9_600, true);
    send(10_100, 9_600, true);
    inbox.flush();
    assertThat(inbox.talking()).as("until it was told").isTrue();
    ticks(2);
    assertThat(events).containsExactly("interrupted 500");
    assertThat(inbox.talking()).isFalse();
    send(0, FRAME, true);
    ticks(1); // all is read; 15 ms are not shown
    inbox.flush();
    ticks(5);
    assertThat(events)
        .containsExactly("interrupted 500", "started 0", "interrupted " + (FRAME - AHEAD));
  }

  @Test
  void shouldForgetAPacedVoiceWhenAnotherSpeaks() {
    send(0, 480_000, true);
    ticks(10);
    inbox.anotherSpeaks(false);
    ticks(2);
    assertThat(events).containsExactly("started 0", "interrupted " + 10 * FRAME);
    inbox.offer(packet(0, FRAME));
    ticks(3);
    assertThat(events).contains("back 0");
  }

  @Test
  void shouldDropTheRestOfAnUtteranceThatDoesNotFit() {
    for (int second = 0; second < 600; second++) { // ten minutes at once
      send(second * 48_000L, 48_000, second == 599);
    }
    assertThat(timeline.waitingMillis()).isLessThanOrEqualTo(300_000);
    ticks(1);
    long first = Long.parseLong(events.getFirst().substring(8, events.getFirst().indexOf('+')));
    assertThat(events).contains("dropped " + first + "+" + (10L * MINUTE - first));
    ticks((int) (first / FRAME) + 2);
    assertThat(events).hasSize(3).contains("started 0").endsWith("finished " + first);
    assertVoice(0, 0, 100_000);
  }

  @Test
  void shouldHoldNoMoreBytesThanItMay() {
    inbox = inbox(1 << 20);
    timeline = timeline();
    for (int second = 0; second < 60; second++) {
      send(second * 48_000L, 48_000, false);
    }
    assertThat(timeline.waitingMillis()).isBetween(9_000.0, 11_000.0); // 96 kB a second
    byte[] tiny = {0, 1};
    inbox.flush();
    for (int i = 0; i < 1_000_000; i++) {
      inbox.offer(VoicePacket.pcm16(i, tiny, 48_000, now()).ending());
    }
    assertThat(timeline.waitingMillis()).isLessThan(250);
  }

  @Test
  void shouldPlayWhatIsThereWhateverTheIndicesSay() {
    long far = Long.MAX_VALUE / 4 - 20_000;
    send(50_000, 9_600, false);
    send(far, 9_600, false); // a gap of millions of years
    send(10, 9_600, false); // and back
    send(10, 9_600, true); // again
    ticks(30);
    assertThat(events).containsExactly("started 50000", "finished 9610");
    assertVoice(0, 50_000, 9_600);
    assertVoice(9_600, far, 9_600);
    assertVoice(19_200, 10, 9_600);
    assertVoice(28_800, 10, 9_600);
  }

  @Test
  void shouldSayWhichSampleIsShown() {
    send(1_000, 96_000, true);
    ticks(10);
    assertThat(timeline.ownAt((double) frame * FRAME)).isEqualTo(1_000 + 9.0 * FRAME);
    ticks(60);
    assertThat(timeline.ownAt((double) frame * FRAME)).isEqualTo(97_000);
    send(0, 96_000, true);
    ticks(3);
    assertThat(timeline.ownAt((double) frame * FRAME)).isEqualTo(2.0 * FRAME - AHEAD);
  }

  @Test
  void shouldNotAllocateWhileItPlays() {
    for (int second = 0; second < 60; second++) {
      send(second * 48_000L, 48_000, second % 10 == 9);
    }
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = 0;
    for (int n = 0; n < 1_400; n++) {
      if (n == 400) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      timeline.begin((long) n * FRAME - AHEAD);
      timeline.read(block, FRAME, n * TICK);
      timeline.shown((n + 1L) * FRAME - AHEAD);
    }
    // Six sentences begin and end in it; telling of them may allocate.
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000 * 16);
  }

  @Test
  void shouldEndWhatItBeganWhateverComes() {
    Random random = new Random(4);
    for (int i = 0; i < 20_000; i++) {
      switch (random.nextInt(8)) {
        case 0 -> inbox.flush();
        case 1 -> inbox.offer(VoicePacket.end(now()));
        case 2 -> ticks(random.nextInt(4));
        case 3 -> inbox.offer(packet(random.nextLong(1L << 40), 1 + random.nextInt(9)).ending());
        default -> inbox.offer(packet(random.nextLong(1L << 40), 1 + random.nextInt(9_000)));
      }
    }
    inbox.flush();
    ticks(20);
    boolean open = false;
    for (String event : events) {
      if (event.startsWith("started")) {
        assertThat(open).isFalse();
        open = true;
      } else if (event.startsWith("finished")) {
        assertThat(open).isTrue();
        open = false;
      } else {
        assertThat(event).startsWith("interrupted"); // also of what had not begun
        open = false;
      }
    }
    assertThat(open).isFalse();
    assertThat(inbox.talking()).isFalse();
    assertThat(timeline.waitingMillis()).isZero();
  }

  private void ticks(int count) {
    for (int i = 0; i < count; i++) {
      frame++;
      timeline.begin(frame * FRAME);
      if (frame == 0) {
        read(AHEAD);
      }
      read(FRAME);
      timeline.shown((frame + 1) * FRAME);
    }
  }

  private void read(int samples) {
    timeline.read(block, samples, now());
    for (int i = 0; i < samples; i++) {
      heard.add(block[i]);
    }
  }

  private long now() {
    return (frame + 1) * TICK;
  }

  private void send(long index, int samples, boolean ends) {
    VoicePacket packet = packet(index, samples);
    inbox.offer(ends ? packet.ending() : packet);
  }

  private VoicePacket packet(long index, int samples) {
    ByteBuffer pcm = ByteBuffer.allocate(2 * samples).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < samples; i++) {
      pcm.putShort((short) (value(index + i) * 32_768));
    }
    return VoicePacket.pcm16(index, pcm.array(), 48_000, now());
  }

  private void assertVoice(int at, long index, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(heard.get(at + i)).as("sample %d", i).isEqualTo(value(index + i));
    }
  }

  /** Sample values that tell where they come from, and are never 0. */
  private static float value(long index) {
    return (1 + index % 32_003) / 32_768f;
  }
}
