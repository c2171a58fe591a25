package io.visavis.loadclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final String BEFORE =
      """
      # TYPE visavis_voice_to_video_seconds histogram
      visavis_voice_to_video_seconds_bucket{le="0.08"} 10
      visavis_voice_to_video_seconds_bucket{le="0.12"} 10
      visavis_voice_to_video_seconds_bucket{le="+Inf"} 10
      visavis_frames_late_total 1.0
      """;
  private static final String AFTER =
      """
      visavis_voice_to_video_seconds_bucket{le="0.08"} 60
      visavis_voice_to_video_seconds_bucket{le="0.12"} 108
      visavis_voice_to_video_seconds_bucket{le="+Inf"} 110
      visavis_frames_late_total 3.0
      """;

  @Test
  void shouldTakeLatenessFromTheServersMetrics() {
    Report.VoiceToVideo v = ServerMetrics.parse(AFTER).since(ServerMetrics.parse(BEFORE));
    assertThat(v.pictures()).isEqualTo(100);
    assertThat(v.late()).isEqualTo(2);
    assertThat(v.latePercent()).isCloseTo(2, within(1e-9));
    assertThat(v.p50Millis()).isCloseTo(80, within(1e-6));
    // 45 of the 48 in the second bucket.
    assertThat(v.p95Millis()).isCloseTo(80 + 40 * 45 / 48.0, within(1e-6));
    assertThat(v.p99Millis()).isInfinite();
    assertThat(v.within120Percent()).isCloseTo(98, within(1e-9));
  }

  @Test
  void shouldSayNothingOfWhatTheServerDoesNotMeasure() {
    ServerMetrics none = ServerMetrics.parse("");
    assertThat(none.since(none).pictures()).isZero();
    assertThat(TextReport.of(report(none.since(none)))).contains("/metrics say nothing");
  }

  @Test
  void shouldPrintATableAPageAndJson() {
    Report r = report(ServerMetrics.parse(AFTER).since(ServerMetrics.parse(BEFORE)));
    assertThat(TextReport.of(r))
        .contains("p50 80 ms", "p99 never", "late pictures     2 of 100", "25.0", "steal 1.5%");
    assertThat(HtmlReport.of(r)).contains("<td>splat</td>", "&lt;b&gt;").doesNotContain("<b>");
    assertThat(Main.json(r)).contains("\"framesPerSecond\" : 25.0", "\"late\" : 2");
  }

  @Test
  void shouldTakePercentilesByNearestRank() {
    Samples s = new Samples();
    for (int i = 100; i > 0; i--) {
      s.add(i);
    }
    assertThat(s.spread()).isEqualTo(new Samples.Spread(100, 50, 95, 99, 100));
  }

  private static Report report(Report.VoiceToVideo v) {
    return new Report(
        "http://localhost:8080",
        1,
        10,
        List.of(new Report.Seen("/whep/<b>/a", 512, 512, 25, 42, 60, 0, 1, "video/H264", 0, 1)),
        v,
        Map.of("splat", new Samples.Spread(250, 5, 6, 7, 8)),
        Map.of("AUDIO_CONCEALED", 1),
        new Report.Use(12, 50, 1.5, 2),
        List.of());
  }
}
