package io.visavis.loadclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.visavis.proto.v1.PortrayalMotion;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MotionViewerTest {
  private static final long MILLI = 1_000_000;
  private final SendTimes sent = new SendTimes(960);
  private final Live live = new Live();
  private final MotionViewer viewer = new MotionViewer("c/anna", sent, live);

  @Test
  void shouldMeasureFromTheSendingOfTheSampleThatAFrameShows() {
    speak(100);
    viewer.begin();
    // 0.5 s is the first sample of piece 25, sent at 500 ms; 0.519 s is in the same piece.
    viewer.take(frame(20, 0.5), 590 * MILLI);
    viewer.take(frame(21, 0.519), 600 * MILLI);
    Spread s = delays();
    assertThat(s.count()).isEqualTo(2);
    assertThat(s.p50()).isCloseTo(90, within(0.1));
    assertThat(s.max()).isCloseTo(100, within(0.1));
  }

  @Test
  void shouldNotMeasureWhatShowsNoVoice() {
    speak(1_100);
    viewer.begin();
    viewer.take(frame(0, -0.04), 10 * MILLI);
    viewer.take(frame(1, 1_000), 50 * MILLI);
    // Forgotten: more than twenty seconds ago.
    viewer.take(frame(2, 0.5), 90 * MILLI);
    assertThat(delays().count()).isZero();
    assertThat(viewer.seen(1).framesReceived()).isEqualTo(3);
  }

  @Test
  void shouldCountFramesThatAreLateOrMissing() {
    viewer.begin();
    for (int n = 0; n < 10; n++) {
      viewer.take(frame(n, -1), 40L * n * MILLI);
    }
    viewer.take(frame(10, -1), (400 + 39) * MILLI);
    viewer.take(frame(11, -1), (440 + 45) * MILLI);
    // 12 and 13 never come.
    viewer.take(frame(14, -1), 560 * MILLI);
    Delay d = Objects.requireNonNull(viewer.seen(0.6).motion());
    assertThat(d.late()).isEqualTo(3);
    assertThat(d.frames()).isEqualTo(15);
    assertThat(d.p99Millis()).isInfinite();
    assertThat(live.lateFrames()).isEqualTo(3);
  }

  /** A server that stood still for two seconds leaves fifty frames out, and goes on. */
  @Test
  void shouldNotHoldOneStandstillAgainstAllThatFollows() {
    viewer.begin();
    for (int n = 0; n < 100; n++) {
      viewer.take(frame(n, -1), 40L * n * MILLI);
    }
    for (int n = 100; n < 1_000; n++) {
      viewer.take(frame(n, -1), (2_000 + 40L * n) * MILLI);
    }
    viewer.take(frame(1_000, -1), (2_000 + 40_000 + 45) * MILLI);
    Delay d = Objects.requireNonNull(viewer.seen(42).motion());
    assertThat(d.late()).as("a second's, and the last").isEqualTo(26);
  }

  @Test
  void shouldBearTheDriftOfClocks() {
    viewer.begin();
    // 100 ppm slow, for twenty minutes: 120 ms.
    for (int n = 0; n < 30_000; n++) {
      viewer.take(frame(n, -1), Math.round(40.004 * n * MILLI));
    }
    Delay d = Objects.requireNonNull(viewer.seen(1_200).motion());
    assertThat(d.late()).isZero();
  }

  @Test
  void shouldCountFromNothingWhenItBeginsAgain() {
    viewer.begin();
    viewer.take(frame(0, -1), 0);
    viewer.stop();
    viewer.take(frame(1, -1), 40 * MILLI);
    viewer.begin();
    viewer.take(frame(2, -1), 80 * MILLI);
    viewer.take(frame(3, -1), 120 * MILLI);
    Seen seen = viewer.seen(0.08);
    assertThat(seen.framesReceived()).isEqualTo(2);
    assertThat(seen.intervals().count()).isEqualTo(1);
    assertThat(live.frames()).isEqualTo(4);
  }

  private void speak(int pieces) {
    for (int i = 0; i < pieces; i++) {
      sent.sent(i, 20L * i * MILLI);
    }
  }

  private Spread delays() {
    Times sum = new Times();
    viewer.delaysTo(sum);
    return sum.spread();
  }

  private static PortrayalMotion frame(long n, double t) {
    return PortrayalMotion.newBuilder().setPortrayalOf("anna").setN(n).setT(t).build();
  }
}
