package io.visavis.server.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.server.Refusal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

final class VoiceTimelineTest {
  private static final long MILLI = 1_000_000;
  private static final int PLAY_OUT = 20;

  private final Told told = new Told();
  private final List<String> events = told.events;
  private final VoiceInbox inbox = new VoiceInbox(1_000, 300_000, 16 << 20);
  private final VoiceTimeline timeline =
      new VoiceTimeline(inbox, new VoiceDecoder(), PLAY_OUT, 5_000, told);
  private final float[] block = new float[VoiceTimeline.BLOCK];
  private final List<Float> heard = new ArrayList<>();
  private int given;
  private final List<VoicePacket> coming = new ArrayList<>();

  @Test
  void shouldHearEverySampleBitForBitWhateverThePacketSizes() {
    Random random = new Random(1);
    for (int sent = 0; sent < 4_000 * 48; ) {
      int n = 1 + random.nextInt(1_919);
      send(sent, n, sent / 48);
      sent += n;
    }
    ticks(0, 4_000);
    assertThat(events).containsExactly("back 0");
    int start = heard.indexOf(value(0));
    for (int i = 0; start + i < heard.size(); i++) {
      assertThat(heard.get(start + i)).as("sample %d", i).isEqualTo(value(i));
    }
    assertThat(heard.size() - start).isGreaterThan(4_000 * 48 - 3 * 1_920);
  }

  @Test
  void shouldPutSilenceAtItsIndexWhereVoiceIsMissing() {
    for (int k = 0; k < 100; k++) {
      if (k != 50) {
        send(k * 960L, 960, k * 20L);
      }
    }
    ticks(0, 2_000);
    assertThat(events).containsExactly("back 0", "concealed 48000+960");
    int start = heard.indexOf(value(0));
    assertThat(heard.get(start + 47_999)).isEqualTo(value(47_999));
    assertThat(heard.subList(start + 48_000, start + 48_960)).containsOnly(0f);
    assertThat(heard.get(start + 48_960)).isEqualTo(value(48_960));
  }

  @Test
  void shouldNotMindDuplicatesAndPacketsOutOfOrder() {
    for (int k = 0; k < 100; k++) {
      int j = k ^ 1; // each pair swapped
      send(j * 240L, 240, k * 5L);
      send(j * 240L, 240, k * 5L);
    }
    ticks(0, 480);
    assertThat(events).containsExactly("back 0");
    int start = heard.indexOf(value(0));
    for (int i = 0; start + i < heard.size(); i++) {
      assertThat(heard.get(start + i)).isEqualTo(value(i));
    }
  }

  @Test
  void shouldKeepItsPlaceThroughAStallAndDropWhatComesTooLate() {
    for (int k = 0; k < 50; k++) {
      long stall = k >= 20 && k < 30 ? 600 : k * 20L; // 400 to 600 ms: all at once, at 600
      send(k * 960L, 960, stall);
    }
    ticks(0, 1_000);
    int start = heard.indexOf(value(0));
    assertThat(heard.get(start + 40 * 960)).as("back in step").isEqualTo(value(40 * 960));
    assertThat(events).containsExactly("back 0", "concealed 19200+6728", "dropped 19200+6720");
  }

  @Test
  void shouldPlaceAVoiceAnewAfterItWasLost() {
    send(0, 960, 0);
    ticks(0, 2_000);
    assertThat(events).containsExactly("back 0", "concealed 960+24968", "lost 960");
    int before = heard.size();
    send(960, 9_600, 2_000);
    tick(2_000);
    tick(2_040);
    assertThat(events).contains("back 960");
    int at = before + heard.subList(before, heard.size()).indexOf(value(960));
    // needed 20 ms after it came: 20 ms before the end of the block of 2040
    assertThat(at - before).isEqualTo(1_920 + 960);
  }

  @Test
  void shouldNotStayLateWhenAVoiceComesBackWithAllThatItKept() {
    for (int k = 0; k < 500; k++) {
      long stall = k >= 50 && k < 100 ? 2_000 : k * 20L; // 1 to 2 s: all at once, at 2 s
      send(k * 960L, 960, stall);
    }
    ticks(0, 10_000);
    assertThat(events).hasSize(5).containsSubsequence("back 0", "lost 48000", "back 48000");
    assertThat(events.get(4)).startsWith("dropped ");
    assertThat(timeline.waitingMillis()).isLessThan(StandingDelay.MOST_MILLIS);
    int last = heard.lastIndexOf(value(499 * 960 - 1)); // 4 s are whole, and in their order
    for (int i = 0; i < 4 * 48_000; i++) {
      assertThat(heard.get(last - i)).isEqualTo(value(499 * 960 - 1 - i));
    }
  }

  @Test
  void shouldSkipNothingOfVoiceThatComesInLargePiecesOrUnevenly() {
    Random random = new Random(3);
    long index = 0;
    for (long t = 0; t < 20_000; t += 800) {
      send(index, 38_400, t);
      index += 38_400;
    }
    for (long t = 20_000; t < 40_000; t += 20) {
      send(index, 960, t + random.nextInt(PLAY_OUT));
      index += 960;
    }
    ticks(0, 40_000);
    assertThat(events).filteredOn(e -> e.startsWith("dropped")).isEmpty();
  }

  /** As the server's own speakers do, on the clock of a timer. */
  @Test
  void shouldSkipNothingOfVoiceThatIsGivenBeforeItsTime() {
    for (long t = 0; t < 10_000; t += 40) {
      for (; t % 100 == 0 && given * 20L < t + 400; given++) {
        send(given * 960L, 960, given * 20L);
        inbox.offer(coming.removeFirst());
      }
      tick(t);
      if (t > 0) {
        assertThat(timeline.arrivalNanos()).as("heard at %d ms", t).isLessThanOrEqualTo(t * MILLI);
      }
    }
    assertThat(events).containsExactly("back 0");
  }

  @Test
  void shouldDropAtAStatedIndexWhatDoesNotFit() {
    for (int k = 0; k < 400; k++) {
      send(k * 960L, 960, 0); // 8 s at once
    }
    tick(0);
    tick(40);
    assertThat(events.getFirst()).isEqualTo("dropped 240000+144000");
    assertThat(events.get(1)).isEqualTo("back 0");
  }

  @Test
  void shouldForgetWhatWasNotHeardWhenFlushed() {
    send(0, 96_000, 0);
    ticks(0, 200);
    inbox.flush();
    send(500_000, 960, 200);
    tick(240);
    assertThat(events).contains("back 500000");
    assertThat(heard.getLast()).isEqualTo(value(500_959));
  }

  @Test
  void shouldFollowAClockThatIsFastWithoutDroppingOrConcealing() {
    double rate = 1.0002; // 200 ppm
    int sent = 0;
    for (long t = 0; t < 600_000; t += 40) {
      while (sent * 20.0 / rate <= t) {
        send(sent * 960L, 960, (long) (sent * 20.0 / rate));
        sent++;
      }
      tick(t);
      heard.clear();
      if (t > 60_000) {
        assertThat(timeline.waitingMillis()).isBetween(5.0, 70.0);
      }
    }
    assertThat(events).containsExactly("back 0");
  }

  @Test
  void shouldTakeVoiceAtEightKilohertz() {
    double[] phase = {0};
    for (int k = 0; k < 100; k++) {
      ByteBuffer pcm = ByteBuffer.allocate(320).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < 160; i++) {
        pcm.putShort((short) (16_384 * Math.sin(phase[0])));
        phase[0] += 2 * Math.PI * 400 / 8_000;
      }
      coming.add(VoicePacket.pcm16(k * 960L, pcm.array(), 8_000, k * 20L * MILLI));
    }
    ticks(0, 1_900);
    assertThat(events).containsExactly("back 0");
    int start = heard.size() - 48_000;
    double power = 0;
    for (int i = start; i < heard.size(); i++) {
      power += heard.get(i) * heard.get(i);
    }
    assertThat(Math.sqrt(power / 48_000)).isBetween(0.34, 0.37);
  }

  @Test
  void shouldRefuseWhatCannotBeVoice() {
    Assertions.assertThatThrownBy(() -> VoicePacket.pcm16(0, new byte[3], 16_000, 0))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("3 bytes");
    Assertions.assertThatThrownBy(() -> VoicePacket.pcm16(0, new byte[4], 96_000, 0))
        .hasMessageContaining("8000 to 48000");
    Assertions.assertThatThrownBy(() -> VoicePacket.pcm16(-1, new byte[4], 48_000, 0))
        .hasMessageContaining("18446744073709551615");
    Assertions.assertThatThrownBy(() -> VoicePacket.opus(0, new byte[0], 0))
        .isInstanceOf(Refusal.class);
    Assertions.assertThatThrownBy(() -> VoicePacket.opus(0, new byte[] {3, 63}, 0))
        .isInstanceOf(Refusal.class);
  }

  private void ticks(long from, long to) {
    for (long t = from; t < to; t += 40) {
      tick(t);
    }
  }

  /** One frame of the lane: what has arrived by now is in the inbox. */
  private void tick(long millis) {
    long due = millis * MILLI;
    while (!coming.isEmpty() && coming.getFirst().arrivalNanos() <= due) {
      inbox.offer(coming.removeFirst());
    }
    timeline.begin(heard.size());
    timeline.read(block, block.length, due);
    for (float v : block) {
      heard.add(v);
    }
  }

  private void send(long index, int samples, long arrivalMillis) {
    ByteBuffer pcm = ByteBuffer.allocate(2 * samples).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < samples; i++) {
      pcm.putShort((short) (value(index + i) * 32_768));
    }
    coming.add(VoicePacket.pcm16(index, pcm.array(), 48_000, arrivalMillis * MILLI));
    coming.sort(Comparator.comparingLong(VoicePacket::arrivalNanos));
  }

  /** Sample values that tell where they come from, and are never 0. */
  private static float value(long index) {
    return (1 + index % 32_003) / 32_768f;
  }
}
