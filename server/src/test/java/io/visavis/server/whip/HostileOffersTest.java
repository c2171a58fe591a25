package io.visavis.server.whip;

import static io.visavis.server.whip.Endpoint.FRAGMENT;
import static io.visavis.server.whip.Endpoint.SDP;
import static io.visavis.server.whip.Endpoint.WHIP;
import static io.visavis.server.whip.Endpoint.header;
import static io.visavis.server.whip.Endpoint.location;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Offers and fragments that are broken, too much, or meant to harm: refused in one sentence. */
final class HostileOffersTest extends ConformanceRows {

  static Stream<Arguments> offers() {
    return Stream.of(
        bad("empty", o -> "", 400, "v=0"),
        bad("no text", o -> "\0\0\0\0", 400, "not SDP"),
        bad("NUL in a line", o -> o.replace("s=-", "s=\0"), 400, "not SDP"),
        bad("NUL for a line end", o -> o.replace("\n", "\0"), 400, "not SDP"),
        bad("CR for a line end", o -> o.replace("\n", "\r"), 400, "not SDP"),
        bad("a format of printf", o -> o.replace("opus/", "opus/%s%n"), 400, "without '%'"),
        bad("JSON", o -> "{\"type\":\"offer\",\"sdp\":\"v=0\"}", 400, "not SDP"),
        bad("no sections", o -> o.substring(0, o.indexOf("m=")), 400, "no m= section"),
        bad("no ICE", o -> o.replaceAll("a=ice-ufrag.*\n", ""), 400, "a=ice-ufrag"),
        bad("no certificate", o -> o.replaceAll("a=finger.*\n", ""), 400, "a=fingerprint"),
        bad("plain RTP", o -> o.replace("UDP/TLS/RTP/SAVPF", "RTP/AVP"), 400, "SAVPF"),
        bad("switched off", o -> o.replace("m=audio 9", "m=audio 0"), 400, "switched off"),
        bad("a port too high", o -> o.replace("m=audio 9", "m=audio 70000"), 400, "PORT"),
        bad("100 sections", o -> o + section(o).repeat(100), 400, "m= sections"),
        bad("an endless line", o -> o + "a=" + "x".repeat(5_000) + "\n", 400, "4096 characters"),
        bad("3,000 short lines", o -> o + "a=x\n".repeat(3_000), 400, "2000 lines"),
        bad("70 KB", o -> o + "a=x\n".repeat(18_000), 413, "65536 bytes"));
  }

  private static String section(String offer) {
    return offer.substring(offer.indexOf("m=audio"));
  }

  private static Arguments bad(
      String what, UnaryOperator<String> change, int status, String words) {
    return Arguments.of(what, change.apply(Offers.microphone()), status, words);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("offers")
  void shouldSayWhatIsWrong(String what, String offer, int status, String words) throws Exception {
    Endpoint e = at(Mode.LENIENT);
    assertProblem(e.post(WHIP, offer), status, words);
    assertThat(e.conversation.publishers).hasValue(0);
    assertThat(e.post(WHIP, Offers.microphone()).statusCode()).as("the next one").isEqualTo(201);
  }

  @Test
  void shouldPassOverCandidatesThatAreTooManyOrNoAddresses() throws Exception {
    String offer =
        Offers.microphone()
            + Offers.CANDIDATE.repeat(900)
            + "a=candidate:1 1 udp 1 a.name.example 5000 typ host\n"
            + "a=candidate:1 1 udp 1 224.0.0.1 5000 typ host\n"
            + "a=candidate:nonsense\n";
    assertThat(at(Mode.LENIENT).post(WHIP, offer).statusCode()).isEqualTo(201);
  }

  @Test
  void shouldNotReadABodyOfMegabytes() throws Exception {
    String offer = Offers.microphone() + "a=x\n".repeat(800_000);
    assertThat(at(Mode.LENIENT).post(WHIP, offer).statusCode()).isEqualTo(413);
  }

  @Test
  void shouldTakeLineEndsOfEitherKindAndEmptyLines() throws Exception {
    for (String end : new String[] {"\n", "\r\n", "\n\n"}) {
      HttpResponse<String> r = at(Mode.STRICT).post(WHIP, Offers.microphone().replace("\n", end));
      assertThat(r.statusCode()).as(r.body()).isEqualTo(201);
      at(Mode.STRICT).clear();
    }
  }

  @Test
  void shouldSayWhatIsWrongWithAFragment() throws Exception {
    Endpoint e = at(Mode.LENIENT);
    HttpResponse<String> created = e.post(WHIP, Offers.microphone());
    String url = location(created);
    assertProblem(e.patch(url, "*", "a=x\n".repeat(5_000)), 400, "16384");
    assertProblem(e.patch(url, "*", "a=x\n".repeat(18_000)), 413, "65536 bytes");
    assertProblem(e.patch(url, "*", "\0"), 400, "trickle-ice-sdpfrag");
    assertProblem(
        e.patch(url, "*", "a=ice-ufrag:é€\na=ice-pwd:" + "x".repeat(30) + "\n"), 400, "not valid");
    assertThat(e.patch(url, "*", Offers.CANDIDATE.repeat(300)).statusCode())
        .as("those beyond the first 32 are passed over")
        .isEqualTo(204);
    assertThat(e.patch(url, "x".repeat(4_000), Offers.CANDIDATE).statusCode()).isEqualTo(412);
    assertThat(e.patch(url, ",,,\",", Offers.CANDIDATE).statusCode()).isEqualTo(412);
    assertThat(e.patch(url, header(created, "etag"), Offers.CANDIDATE).statusCode())
        .as("after all that")
        .isEqualTo(204);
  }

  @Test
  void shouldSurviveRestartsWithoutEnd() throws Exception {
    Endpoint e = at(Mode.LENIENT);
    HttpResponse<String> created = e.post(WHIP, Offers.microphone());
    for (int i = 0; i < 20; i++) {
      HttpResponse<String> r = e.patch(location(created), "*", Offers.restart("try" + i + "x"));
      assertThat(r.statusCode()).as(r.body()).isEqualTo(200);
    }
    assertThat(e.send("DELETE", location(created), "").statusCode()).isEqualTo(200);
  }

  /** Offers that are nearly right go through native code: it must not fall over them. */
  @Test
  void shouldAnswerOffersWithLinesLostSwappedAndDoubled() throws Exception {
    Endpoint e = at(Mode.LENIENT);
    Random random = new Random(7);
    String[] bases = {Offers.microphone(), Offers.obs(), Offers.mediamtxVoice()};
    for (int i = 0; i < 60; i++) {
      String[] lines = bases[i % bases.length].split("\n", -1);
      for (int k = 0; k < 3; k++) {
        int a = 1 + random.nextInt(lines.length - 1);
        int b = 1 + random.nextInt(lines.length - 1);
        switch (random.nextInt(4)) {
          case 0 -> lines[a] = "";
          case 1 -> lines[a] = lines[b];
          case 2 -> lines[a] = lines[a].replaceAll("[0-9]", "7");
          default -> {
            String held = lines[a];
            lines[a] = lines[b];
            lines[b] = held;
          }
        }
      }
      HttpResponse<String> r = e.post(WHIP, String.join("\n", lines));
      assertThat(r.statusCode()).as(r.body()).isIn(201, 400, 406, 422);
      e.clear();
    }
    assertThat(e.post(WHIP, Offers.microphone()).statusCode()).isEqualTo(201);
  }

  /** A method, type or path that nobody has asked for costs nothing and says so. */
  @Test
  void shouldRefuseWhatMakesNoSense() throws Exception {
    Endpoint e = at(Mode.LENIENT);
    assertProblem(e.send("PATCH", WHIP + "/guess", "", "Content-Type", FRAGMENT), 404, "session");
    assertProblem(e.send("POST", WHIP + "/guess", "v=0", "Content-Type", SDP), 404, "session");
    assertThat(e.send("BREW", WHIP, "").statusCode()).isIn(400, 405, 501);
    assertThat(e.post("/whip/" + "c".repeat(3_000) + "/anna", Offers.microphone()).statusCode())
        .isEqualTo(404);
  }
}
