package io.visavis.server.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A live voice through a network that loses, reorders and doubles, from a clock that is off. */
final class VoiceNetworkTest {
  private static final int PACKET = 960;
  private static final int PLAY_OUT = 60; // ms
  private static final long MILLI = 1_000_000;
  private static final Pattern SPAN = Pattern.compile("(concealed|dropped) (\\d+)\\+(\\d+)");

  private final Told told = new Told();
  private final VoiceInbox inbox = new VoiceInbox(1_000, 300_000, 16 << 20);
  private VoiceTimeline timeline = timeline(PLAY_OUT);
  private final float[] block = new float[VoiceTimeline.BLOCK];
  private final PriorityQueue<VoicePacket> coming =
      new PriorityQueue<>((a, b) -> Long.compare(a.arrivalNanos(), b.arrivalNanos()));
  private final List<Float> heard = new ArrayList<>();
  private final Random random = new Random(11);

  /** Each lost packet is silence in its place, each other one is heard in its own, once. */
  @ParameterizedTest
  @CsvSource({"0.01, 0", "0.05, 0.1", "0.20, 0.2"})
  void shouldPutEachPacketInItsPlaceThroughLossAndReordering(double loss, double doubled) {
    Set<Integer> lost = new HashSet<>();
    int packets = 1_500;
    for (int k = 0; k < packets; k++) {
      if (k > 0 && random.nextDouble() < loss) {
        lost.add(k);
        continue;
      }
      // The first one sets the pace; those after it are up to 45 ms late, beyond two others.
      send(k, k * 20.0 + (k == 0 ? 0 : random.nextInt(45)));
      if (random.nextDouble() < doubled) {
        send(k, k * 20.0 + random.nextInt(50));
      }
    }
    ticks(packets * 20L);
    int start = heard.indexOf(value(0));
    int whole = (heard.size() - start) / PACKET - 1;
    assertThat(whole).isGreaterThan(packets - 10);
    for (int k = 0; k < whole; k++) {
      for (int i = 0; i < PACKET; i += 17) {
        assertThat(heard.get(start + k * PACKET + i))
            .as("sample %d of packet %d", i, k)
            .isEqualTo(lost.contains(k) ? 0f : value((long) k * PACKET + i));
      }
    }
    assertThat(lost.size() / (double) packets).isBetween(loss / 2, loss * 2);
    assertThat(total("dropped")).isZero();
    assertThat(total("concealed")).isBetween((lost.size() - 10L) * PACKET, lost.size() * 960L);
  }

  /** What comes after its place was taken is dropped, and what is heard goes on in order. */
  @Test
  void shouldDropWhatIsOvertakenByFar() {
    Set<Integer> late = new HashSet<>();
    for (int k = 0; k < 1_000; k++) {
      boolean far = k > 0 && random.nextDouble() < 0.05;
      if (far) {
        late.add(k);
      }
      send(k, k * 20.0 + (far ? 200 : 0));
    }
    ticks(20_000);
    float before = 0;
    int start = heard.indexOf(value(0));
    for (int i = start; i < start + 32_000; i++) { // values rise within the first 32,003
      float now = heard.get(i);
      assertThat(now == 0 || now > before).as("sample %d goes on", i).isTrue();
      before = now == 0 ? before : now;
    }
    assertThat(total("dropped")).isEqualTo(late.size() * (long) PACKET);
    assertThat(total("concealed")).isEqualTo(late.size() * (long) PACKET);
  }

  /** A sound card that is off by 300 ppm gains or loses 0.36 s in 20 minutes. */
  @ParameterizedTest
  @CsvSource({"-300e-6, 12", "300e-6, 12", "-300e-6, 60", "300e-6, 60"})
  void shouldFollowAMicrophoneThatIsFastOrSlow(double off, int playOutMillis) {
    timeline = timeline(playOutMillis);
    double most = 0;
    double least = Double.POSITIVE_INFINITY;
    int sent = 0;
    for (long t = 0; t < 1_200_000; t += 40) {
      while (sent * 20 / (1 + off) <= t) {
        send(sent, sent * 20 / (1 + off));
        sent++;
      }
      tick(t);
      heard.clear();
      if (t > 60_000) {
        most = Math.max(most, timeline.waitingMillis());
        least = Math.min(least, timeline.waitingMillis());
      }
    }
    assertThat(told.events).as("nothing is lost, nothing is made up").containsExactly("back 0");
    assertThat(most - least).as("milliseconds that the delay wanders").isLessThan(30);
  }

  private VoiceTimeline timeline(int playOutMillis) {
    return new VoiceTimeline(inbox, new VoiceDecoder(), playOutMillis, 5_000, told);
  }

  private long total(String kind) {
    long sum = 0;
    for (String event : told.events) {
      Matcher m = SPAN.matcher(event);
      sum += m.matches() && m.group(1).equals(kind) ? Long.parseLong(m.group(3)) : 0;
    }
    return sum;
  }

  private void ticks(long to) {
    for (long t = 0; t < to; t += 40) {
      tick(t);
    }
  }

  private void tick(long millis) {
    long due = millis * MILLI;
    while (!coming.isEmpty() && coming.peek().arrivalNanos() <= due) {
      inbox.offer(coming.remove());
    }
    timeline.begin(heard.size());
    timeline.read(block, block.length, due);
    for (float v : block) {
      heard.add(v);
    }
  }

  private void send(int packet, double arrivalMillis) {
    ByteBuffer pcm = ByteBuffer.allocate(2 * PACKET).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < PACKET; i++) {
      pcm.putShort((short) (value((long) packet * PACKET + i) * 32_768));
    }
    coming.add(
        VoicePacket.pcm16(
            (long) packet * PACKET, pcm.array(), 48_000, (long) (arrivalMillis * MILLI)));
  }

  /** Sample values that tell where they come from, and are never 0. */
  private static float value(long index) {
    return (1 + index % 32_003) / 32_768f;
  }
}
