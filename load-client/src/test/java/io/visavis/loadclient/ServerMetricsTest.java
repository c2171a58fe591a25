package io.visavis.loadclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ServerMetricsTest {
  static final String BEFORE =
      """
      # TYPE visavis_voice_to_video_seconds histogram
      visavis_voice_to_video_seconds_bucket{le="0.08"} 10
      visavis_voice_to_video_seconds_bucket{le="0.12"} 10
      visavis_voice_to_video_seconds_bucket{le="+Inf"} 10
      visavis_frames_late_total 1.0
      process_cpu_time_ns_total 5.0E8
      """;
  static final String AFTER =
      """
      visavis_voice_to_video_seconds_bucket{le="0.08"} 60
      visavis_voice_to_video_seconds_bucket{le="0.12"} 108
      visavis_voice_to_video_seconds_bucket{le="+Inf"} 110
      visavis_frames_late_total 3.0
      process_cpu_time_ns_total{node="a"} 1.5E9
      """;

  @Test
  void shouldTakeLatenessFromTheServersMetrics() {
    Delay v = ServerMetrics.parse(AFTER).since(ServerMetrics.parse(BEFORE));
    assertThat(v.frames()).isEqualTo(100);
    assertThat(v.late()).isEqualTo(2);
    assertThat(v.latePercent()).isCloseTo(2, within(1e-9));
    assertThat(v.p50Millis()).isCloseTo(80, within(1e-6));
    // 45 of the 48 in the second bucket.
    assertThat(v.p95Millis()).isCloseTo(80 + 40 * 45 / 48.0, within(1e-6));
    assertThat(v.p99Millis()).isInfinite();
    assertThat(v.within120Percent()).isCloseTo(98, within(1e-9));
    assertThat(v.curve()).isNotEmpty().allMatch(p -> Double.isFinite(p.y()));
  }

  @Test
  void shouldTakeTheServersProcessorTime() {
    ServerMetrics before = ServerMetrics.parse(BEFORE);
    ServerMetrics after = ServerMetrics.parse(AFTER);
    double seconds = (after.nanos() - before.nanos()) / 1e9;
    assertThat(after.coresSince(before)).isCloseTo(1 / seconds, within(1e-6 / seconds));
    assertThat(after.coresSince(ServerMetrics.parse(""))).isNull();
  }

  @Test
  void shouldSayNothingOfWhatTheServerDoesNotMeasure() {
    Delay none = ServerMetrics.parse("").since(ServerMetrics.parse(""));
    assertThat(none.frames()).isZero();
    assertThat(none.curve()).isEmpty();
  }

  @Test
  void shouldBearJunk() {
    ServerMetrics junk =
        ServerMetrics.parse(
            "visavis_voice_to_video_seconds_bucket{le=\"x\"} y\nvisavis_frames_late_total z\n");
    assertThat(junk.since(junk).frames()).isZero();
  }
}
