package io.visavis.server.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.server.testing.Pcm;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A voice of half seconds of speech, each with a pause of a second after it. */
final class CatchUpTest {
  private static final long MILLI = 1_000_000;
  private static final int RATE = 48_000;
  private static final int PACKET = 960;
  private static final int SPEECH = RATE / 2;
  private static final int TURN = RATE * 3 / 2;
  private static final int TURNS = 10;
  private static final int PLAY_OUT = 12;

  private final Told told = new Told();
  private final VoiceInbox inbox = new VoiceInbox(1_000, 300_000, 16 << 20);
  private final VoiceTimeline timeline =
      new VoiceTimeline(inbox, new VoiceDecoder(), PLAY_OUT, 5_000, told);
  private final float[] heard = new float[TURN * TURNS + RATE / 4];

  @Test
  void shouldNotStayLateForALateFirstPacket() {
    hear(k -> k < 4 ? 60 : 0);
    List<Integer> onsets = onsets();
    assertThat(onsets).hasSize(TURNS);
    int first = onsets.getFirst();
    int last = onsets.getLast() - (TURNS - 1) * TURN;
    assertThat(first / 48).as("ms of delay at first").isBetween(80, 100);
    assertThat(last / 48).as("ms of delay in the end").isBetween(PLAY_OUT + 20, PLAY_OUT + 20 + 10);
    for (int at : onsets) {
      assertThat(spoken(at)).as("what is said is not made shorter").isBetween(SPEECH - 96, SPEECH);
    }
    assertThat(told.events).containsExactly("back 0");
  }

  @Test
  void shouldLeaveAVoiceThatIsInTimeAsItIs() {
    hear(k -> 0);
    List<Integer> onsets = onsets();
    for (int i = 0; i < TURNS; i++) {
      assertThat(onsets.get(i) - onsets.getFirst()).isEqualTo(i * TURN);
    }
  }

  @Test
  void shouldKeepTheRoomThatAnUnevenNetworkNeeds() {
    Random random = new Random(4);
    hear(k -> k == 0 ? 80 : random.nextInt(4) == 0 ? 70 : 0);
    assertThat(told.events).as("nothing was missing").containsExactly("back 0");
  }

  @FunctionalInterface
  private interface Lateness {
    long millis(int packet);
  }

  private void hear(Lateness lateness) {
    float[] pcm = new float[TURN * TURNS];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = i % TURN < SPEECH ? (i % 2 == 0 ? 0.5f : 0.4f) : 0;
    }
    List<VoicePacket> coming = new ArrayList<>();
    long before = 0;
    for (int k = 0; k < pcm.length / PACKET; k++) {
      long at = Math.max(before, 20L * (k + 1) + lateness.millis(k));
      coming.add(
          VoicePacket.pcm16(
              (long) k * PACKET, Pcm.bytes(pcm, k * PACKET, PACKET), RATE, at * MILLI));
      before = at;
    }
    float[] block = new float[VoiceTimeline.BLOCK];
    for (int n = 0; (n + 1) * block.length <= heard.length; n++) {
      long due = (n + 1) * 40L * MILLI;
      while (!coming.isEmpty() && coming.getFirst().arrivalNanos() <= due) {
        inbox.offer(coming.removeFirst());
      }
      timeline.begin((long) n * block.length);
      timeline.read(block, block.length, due);
      System.arraycopy(block, 0, heard, n * block.length, block.length);
    }
  }

  /** Where speech begins in what was heard. */
  private List<Integer> onsets() {
    List<Integer> onsets = new ArrayList<>();
    for (int i = 0; i < heard.length; i++) {
      if (heard[i] > 0.2f) {
        onsets.add(i);
        i += TURN - RATE / 2;
      }
    }
    return onsets;
  }

  /** How long it lasts. */
  private int spoken(int from) {
    int i = from;
    while (heard[i] > 0.2f) {
      i++;
    }
    return i - from;
  }
}
