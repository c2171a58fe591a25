package io.visavis.server.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class VoiceMarginTest {
  private static final long MILLI = 1_000_000;

  private final VoiceMargin margin = new VoiceMargin(10 * MILLI);

  @Test
  void shouldLookForTwoSecondsBeforeFramesAreDueEarlier() {
    frames(49, 25);
    assertThat(margin.allows()).isFalse();
    frames(1, 25);
    assertThat(margin.allows()).isTrue();
  }

  @Test
  void shouldOverlookOneLatePacketInFiftyAndNoMore() {
    frames(1, 0);
    frames(49, 25);
    assertThat(margin.allows()).isTrue();
    frames(2, 0);
    frames(48, 25);
    assertThat(margin.allows()).isFalse();
    frames(50, 25);
    assertThat(margin.allows()).as("looked at anew").isTrue();
  }

  @Test
  void shouldGoByTheVoiceThatComesLast() {
    for (int i = 0; i < 50; i++) {
      margin.voice(25 * MILLI);
      margin.voice(17 * MILLI);
      margin.frame();
    }
    assertThat(margin.allows()).isFalse();
  }

  @Test
  void shouldNotTakeOneStandstillForALateVoice() {
    frames(100, 12);
    frames(4, -20);
    assertThat(margin.lacks()).isFalse();
    frames(46, 12);
    frames(5, 2);
    assertThat(margin.lacks()).isTrue();
  }

  @Test
  void shouldLookLongerAfterItWasTooEarly() {
    frames(50, 25);
    margin.retimed();
    assertThat(margin.lacks()).isFalse();
    frames(5, 2);
    margin.retimed();
    frames(199, 25);
    assertThat(margin.allows()).isFalse();
    frames(1, 25);
    assertThat(margin.allows()).isTrue();
  }

  @Test
  void shouldHaveNoReasonToBeEarlyWhereNobodySpeaks() {
    frames(30, 25);
    margin.frame();
    assertThat(margin.lacks()).isTrue();
    frames(20, 25);
    assertThat(margin.allows()).isFalse();
  }

  private void frames(int count, long millis) {
    for (int i = 0; i < count; i++) {
      margin.voice(millis * MILLI);
      margin.frame();
    }
  }
}
