package io.visavis.server.whip;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.media.webrtc.PeerState;
import io.visavis.server.lane.WakingClock;
import io.visavis.server.testing.FakeClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a peer counts as gone, on a clock that is moved by hand. */
final class ContactTest {
  private static final long SECOND = 1_000_000_000L;
  private static final MediaSettings SETTINGS = MediaSettings.DEFAULT; // 30 s, 10 s

  private final Contact contact = new Contact(0);

  @Test
  void shouldGiveUpAPeerThatWasOutOfContactForTenSeconds() {
    assertThat(lost(PeerState.CONNECTED, 1)).isFalse();
    assertThat(lost(PeerState.DISCONNECTED, 100)).isFalse();
    assertThat(lost(PeerState.DISCONNECTED, 109)).isFalse();
    assertThat(lost(PeerState.DISCONNECTED, 111)).isTrue();
  }

  @Test
  void shouldCountAnewWhenAPeerCameBack() {
    assertThat(lost(PeerState.CONNECTED, 1)).isFalse();
    assertThat(lost(PeerState.DISCONNECTED, 100)).isFalse();
    assertThat(lost(PeerState.CONNECTED, 108)).isFalse();
    assertThat(lost(PeerState.DISCONNECTED, 112)).isFalse();
    assertThat(lost(PeerState.DISCONNECTED, 121)).isFalse();
    assertThat(lost(PeerState.DISCONNECTED, 123)).isTrue();
  }

  @Test
  void shouldWaitThirtySecondsForAPeerThatHasNotComeYet() {
    assertThat(lost(PeerState.CONNECTING, 30)).isFalse();
    assertThat(lost(PeerState.CONNECTING, 31)).isTrue();
    assertThat(lost(PeerState.FAILED, 2)).isTrue();
  }

  @Test
  void shouldKeepAViewerWhoSendsNothing() {
    assertThat(lost(PeerState.CONNECTED, 1)).isFalse();
    assertThat(lost(PeerState.CONNECTED, 86_400)).isFalse();
  }

  /** Half open: the connection stands, nothing comes any more. A muted microphone sends, too. */
  @Test
  void shouldLetAnotherOneTakeThePlaceOfOneWhoHasBeenSilentForThreeSeconds() {
    assertThat(lost(PeerState.CONNECTED, 1)).isFalse();
    contact.received(50, SECOND);
    assertThat(contact.replaceable(PeerState.CONNECTED, 3 * SECOND)).isFalse();
    contact.received(100, 3 * SECOND);
    assertThat(contact.replaceable(PeerState.CONNECTED, 5 * SECOND)).isFalse();
    contact.received(100, 6 * SECOND);
    assertThat(contact.replaceable(PeerState.CONNECTED, 7 * SECOND)).isTrue();
    assertThat(contact.replaceable(PeerState.DISCONNECTED, 4 * SECOND)).isTrue();
  }

  /** The server stood still, not the peer: it gets the time that it had left. */
  @Test
  void shouldThrowNobodyOutWhenTheClockJumps() {
    FakeClock clock = new FakeClock();
    WakingClock patience = new WakingClock(clock);
    Contact there = new Contact(patience.nanoTime());
    Contact away = new Contact(patience.nanoTime());
    Contact coming = new Contact(patience.nanoTime());
    for (int i = 0; i < 25; i++) {
      clock.advance(Duration.ofSeconds(1));
      long now = patience.nanoTime();
      there.received(50L * i, now);
      assertThat(there.lost(PeerState.CONNECTED, now, SETTINGS)).isFalse();
      PeerState gone = i < 20 ? PeerState.CONNECTED : PeerState.DISCONNECTED;
      assertThat(away.lost(gone, now, SETTINGS)).isFalse();
      assertThat(coming.lost(PeerState.CONNECTING, now, SETTINGS)).isFalse();
    }
    clock.advance(Duration.ofMinutes(10));
    long after = patience.nanoTime();
    assertThat(there.lost(PeerState.DISCONNECTED, after, SETTINGS)).isFalse();
    assertThat(away.lost(PeerState.DISCONNECTED, after, SETTINGS)).isFalse();
    assertThat(coming.lost(PeerState.CONNECTING, after, SETTINGS)).isFalse();
    assertThat(there.replaceable(PeerState.CONNECTED, after)).as("by somebody else").isFalse();
  }

  private boolean lost(PeerState state, long seconds) {
    return contact.lost(state, seconds * SECOND, SETTINGS);
  }
}
