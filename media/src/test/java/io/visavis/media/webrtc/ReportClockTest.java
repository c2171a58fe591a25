package io.visavis.media.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onvoid.webrtc.media.SyncClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ReportClockTest {
  @BeforeEach
  void load() {
    WebRtc.open();
  }

  @Test
  void shouldStampWithTheClockOfTheSenderReports() {
    SyncClock clock = ReportClock.create();
    try {
      long before = System.nanoTime() / 1_000;
      long stamp = clock.getTimestampUs();
      long after = System.nanoTime() / 1_000;

      assertThat(stamp).isBetween(before, after);
    } finally {
      clock.dispose();
    }
  }
}
