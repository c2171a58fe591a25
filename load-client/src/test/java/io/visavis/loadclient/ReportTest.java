package io.visavis.loadclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ReportTest {
  private static final Limit LIMIT = new Limit(1, 120);

  @Test
  void shouldGiveTheFieldsThatProgramsRead() throws Exception {
    JsonNode j = json(report(Fixtures.plan(Receive.PICTURES, null), null));
    assertThat(j.get("sessions").asInt()).isEqualTo(2);
    assertThat(j.get("framesExpected").asInt()).isEqualTo(1_000);
    assertThat(j.get("framesReceived").asInt()).isEqualTo(1_000);
    assertThat(j.get("framesLate").asInt()).isEqualTo(50);
    assertThat(j.at("/voiceToVideoMs/p50").asDouble()).isEqualTo(80);
    assertThat(j.at("/voiceToVideoMs/p95").asDouble()).isEqualTo(110);
    // Never: JSON has no infinity.
    assertThat(j.at("/voiceToVideoMs/p99").isNull()).isTrue();
    assertThat(j.get("errors").asInt()).isZero();
    assertThat(j.get("serverCpu").asDouble()).isEqualTo(0.6);
    assertThat(j.get("clientCpu").asDouble()).isEqualTo(0.12);
    assertThat(j.get("steal").asDouble()).isEqualTo(1.5);
    assertThat(j.get("voiceToMotionMs").isNull()).isTrue();
    assertThat(j.get("portrayals")).hasSize(4);
    assertThat(j.at("/stagesMs/splat/p95").asDouble()).isEqualTo(6);
    assertThat(j.get("timeline")).hasSize(60);
  }

  @Test
  void shouldGiveWhatTheServerDoesNotSayAsNull() throws Exception {
    Delay none = new Delay(0, 0, 0, 0, 0, 0, List.of());
    Report r =
        new Report(
            "http://localhost:8080",
            Fixtures.plan(Receive.PICTURES, null),
            Fixtures.measurement(1, none, null),
            List.of(),
            null,
            false);
    JsonNode j = json(r);
    for (String field : List.of("serverCpu", "framesLate", "voiceToVideoMs", "findMax")) {
      assertThat(j.get(field).isNull()).as(field).isTrue();
    }
    assertThat(TextReport.of(r)).contains("/metrics say nothing", "server CPU unknown");
    assertThat(HtmlReport.of(r)).contains("Nothing is known of it", "does not say what it used");
  }

  @Test
  void shouldShowEachStepOfASearch() throws Exception {
    Report r = found();
    JsonNode max = json(r).get("findMax");
    assertThat(max.get("largest").asInt()).isEqualTo(2);
    assertThat(max.get("steps")).hasSize(3);
    assertThat(max.at("/steps/2/held").asBoolean()).isFalse();
    assertThat(max.at("/steps/2/serverCpuPerSession").asDouble()).isCloseTo(0.3, within(1e-3));
    assertThat(TextReport.of(r)).contains("Most sessions that hold: 2", "2.00%", "p95 never");
    assertThat(HtmlReport.of(r)).contains("Most sessions that hold: 2", "Voice to face");
  }

  @Test
  void shouldPrintATable() {
    assertThat(TextReport.of(report(Fixtures.plan(Receive.PICTURES, null), null)))
        .contains("p50 80 ms", "p99 never", "50 of 10000 (0.50%)", "25.0", "steal 1.5%");
  }

  @Test
  void shouldDrawAPageThatNeedsNothingElse() throws Exception {
    String page = HtmlReport.of(found());
    assertThat(page).contains("&lt;b&gt;").doesNotContain("<b>", "NaN", "Infinity", "src=");
    assertThat(page.replace("http://localhost:8080", "")).doesNotContain("http");
    int plots = 0;
    for (int at = page.indexOf("<svg"); at >= 0; at = page.indexOf("<svg", at + 1)) {
      String svg = page.substring(at, page.indexOf("</svg>", at) + 6);
      // Throws where it is not well formed.
      var _ =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(svg)));
      plots++;
    }
    assertThat(plots).isEqualTo(9);
  }

  private static Report found() {
    Delay bad = Fixtures.delay(2, Double.POSITIVE_INFINITY);
    List<Step> steps =
        List.of(
            step(Fixtures.measurement(1, Fixtures.delay(0, 90), 0.3)),
            step(Fixtures.measurement(2, Fixtures.delay(0.5, 110), 0.6)),
            step(Fixtures.measurement(3, bad, 0.9)));
    Search search = new Search(LIMIT, steps, 2, "At 3 sessions: " + steps.get(2).broken() + ".");
    return report(Fixtures.plan(Receive.PICTURES, LIMIT), search);
  }

  private static Step step(Measurement m) {
    return new Step(m.sessions(), m, LIMIT.broken(m), false);
  }

  private static Report report(Plan plan, @Nullable Search search) {
    return new Report(
        "http://localhost:8080",
        plan,
        Fixtures.measurement(2, Fixtures.delay(0.5, 110), 0.6),
        Fixtures.timeline(60),
        search,
        false);
  }

  private static JsonNode json(Report r) throws Exception {
    return new ObjectMapper().readTree(JsonReport.of(r));
  }
}
