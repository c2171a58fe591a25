package io.visavis.server.whip;

import static io.visavis.server.whip.Endpoint.FRAGMENT;
import static io.visavis.server.whip.Endpoint.SDP;
import static io.visavis.server.whip.Endpoint.WHIP;
import static io.visavis.server.whip.Endpoint.header;
import static io.visavis.server.whip.Endpoint.location;
import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.media.webrtc.IceSettings;
import io.visavis.media.webrtc.VoiceSender;
import io.visavis.media.webrtc.WebRtc;
import io.visavis.server.whip.MediaRefusedException.Reason;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 9725 row by row over plain HTTP. Numbers are its sections. */
final class WhipConformanceTest extends ConformanceRows {

  /** 4.2: 201, the answer, Location of a session that cannot be guessed, a strong entity tag. */
  @ParameterizedTest
  @EnumSource
  void shouldCreate(Mode mode) throws Exception {
    HttpResponse<String> r = at(mode).post(WHIP, Offers.microphone());
    assertThat(r.statusCode()).as(r.body()).isEqualTo(201);
    assertThat(header(r, "content-type")).isEqualTo(SDP);
    assertThat(location(r)).matches(WHIP + "/[A-Za-z0-9_-]{22}");
    assertThat(header(r, "etag")).matches("\"[A-Za-z0-9_-]{22}\"");
    assertThat(r.body()).startsWith("v=0\r\n");
  }

  /** 4.2: any type but application/sdp is refused; parameters and letter case do not matter. */
  @ParameterizedTest
  @EnumSource
  void shouldTakeOneTypeOnly(Mode mode) throws Exception {
    String offer = Offers.microphone();
    assertProblem(at(mode).send("POST", WHIP, offer), 415, "application/sdp");
    for (String type : new String[] {"text/plain", "application/json", FRAGMENT, "nonsense"}) {
      assertProblem(
          at(mode).send("POST", WHIP, offer, "Content-Type", type), 415, "application/sdp");
    }
    HttpResponse<String> r =
        at(mode).send("POST", WHIP, offer, "Content-Type", "Application/SDP; charset=utf-8");
    assertThat(r.statusCode()).isEqualTo(201);
  }

  /** 4.2: the answer is recvonly, whether the offer is sendonly or sendrecv. */
  @ParameterizedTest
  @EnumSource
  void shouldOnlyReceive(Mode mode) throws Exception {
    for (String direction : new String[] {"sendonly", "sendrecv"}) {
      HttpResponse<String> r =
          at(mode).post(WHIP, Offers.microphone().replace("a=sendonly", "a=" + direction));
      assertThat(r.body().lines()).contains("a=recvonly");
      at(mode).clear();
    }
    for (String direction : new String[] {"recvonly", "inactive"}) {
      HttpResponse<String> r =
          at(mode).post(WHIP, Offers.microphone().replace("a=sendonly", "a=" + direction));
      assertProblem(r, 400, "does not send");
    }
  }

  /** 4.1: a GET is no error and shows nothing; other methods are refused with what there is. */
  @ParameterizedTest
  @EnumSource
  void shouldKnowItsMethods(Mode mode) throws Exception {
    String session = location(at(mode).post(WHIP, Offers.microphone()));
    for (String path : new String[] {WHIP, session}) {
      for (String method : new String[] {"GET", "HEAD"}) {
        HttpResponse<String> r = at(mode).send(method, path, "");
        assertThat(r.statusCode()).isEqualTo(204);
        assertThat(r.body()).isEmpty();
      }
    }
    for (String method : new String[] {"PUT", "PATCH", "DELETE"}) {
      HttpResponse<String> r = at(mode).send(method, WHIP, "");
      assertProblem(r, 405, "Location");
      assertThat(header(r, "allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
    }
    for (String method : new String[] {"PUT", "POST"}) {
      HttpResponse<String> r = at(mode).send(method, session, "");
      assertProblem(r, 405, "PATCH");
      assertThat(header(r, "allow")).isEqualTo("GET, HEAD, PATCH, DELETE, OPTIONS");
    }
    assertThat(at(mode).send("DELETE", session, "").statusCode()).isEqualTo(200);
  }

  /** 4.2: DELETE ends a session with 200 whatever If-Match says; then it is gone. */
  @ParameterizedTest
  @EnumSource
  void shouldEndWhateverIfMatchSays(Mode mode) throws Exception {
    String session = location(at(mode).post(WHIP, Offers.microphone()));
    assertThat(at(mode).send("DELETE", session, "", "If-Match", "\"stale\"").statusCode())
        .isEqualTo(200);
    assertThat(at(mode).conversation.publishers).hasValue(0);
    assertProblem(at(mode).send("DELETE", session, ""), 404, "ended already");
    assertProblem(at(mode).patch(session, "*", Offers.restart("ysXw")), 404, "ended already");
    assertProblem(at(mode).send("GET", session, ""), 404, "ended already");
  }

  /** 4.3.2: every candidate of the server is in the answer, as there is no other way for them. */
  @ParameterizedTest
  @EnumSource
  void shouldAnswerWithAllCandidates(Mode mode) throws Exception {
    HttpResponse<String> r = at(mode).post(WHIP, Offers.microphone());
    assertThat(r.body().lines()).anyMatch(l -> l.matches("a=candidate:.* udp .* typ host.*"));
  }

  /** 4.3.2: an offer with no candidate at all; the client is found when it knocks. */
  @Test
  void shouldFindAPeerThatNamesNoCandidate() throws Exception {
    Endpoint e = at(Mode.STRICT);
    try (VoiceSender microphone =
        new VoiceSender(WebRtc.open(), IceSettings.DEFAULT, "test", s -> {})) {
      String bare = microphone.offer().replaceAll("a=candidate:.*\r\n", "");
      microphone.answer(e.post(WHIP, bare).body());
      try (Tone tone = new Tone(microphone.voice())) {
        assertThat(e.conversation.loud.await(15, TimeUnit.SECONDS)).isTrue();
        assertThat(tone.pushed()).isPositive();
      }
    }
  }

  /** 4.3.2: further candidates with the entity tag: 204, no body, no ETag. */
  @ParameterizedTest
  @EnumSource
  void shouldTakeTrickledCandidates(Mode mode) throws Exception {
    HttpResponse<String> created = at(mode).post(WHIP, Offers.microphone());
    String fragment = Offers.trickle(Offers.UFRAG, Offers.PWD, "0");
    HttpResponse<String> r = at(mode).patch(location(created), header(created, "etag"), fragment);
    assertThat(r.statusCode()).as(r.body()).isEqualTo(204);
    assertThat(r.body()).isEmpty();
    assertThat(header(r, "etag")).isEmpty();
  }

  /** 4.3.2: a candidate that cannot be used is passed over in silence. */
  @ParameterizedTest
  @EnumSource
  void shouldPassOverCandidatesThatCannotBeUsed(Mode mode) throws Exception {
    HttpResponse<String> created = at(mode).post(WHIP, Offers.microphone());
    String fragment =
        Offers.trickle(Offers.UFRAG, Offers.PWD, "nowhere")
            + "a=candidate:junk\n"
            + "a=candidate:1 1 sctp 1 192.0.2.1 5000 typ host\n"
            + "a=candidate:1 1 udp 1 3c1b2f5e.local 5000 typ host\n"
            + "a=candidate:1 1 udp 1 a.name.example 5000 typ host\n";
    HttpResponse<String> r = at(mode).patch(location(created), header(created, "etag"), fragment);
    assertThat(r.statusCode()).as(r.body()).isEqualTo(204);
    assertThat(at(mode).post(WHIP, Offers.microphone()).statusCode())
        .as("the session is still there")
        .isEqualTo(409);
  }

  /** 4.3.1: a PATCH of another type, or with what is no fragment. */
  @ParameterizedTest
  @EnumSource
  void shouldTakeFragmentsOnly(Mode mode) throws Exception {
    HttpResponse<String> created = at(mode).post(WHIP, Offers.microphone());
    HttpResponse<String> r =
        at(mode).send("PATCH", location(created), "a=mid:0", "Content-Type", SDP, "If-Match", "*");
    assertProblem(r, 415, "trickle-ice-sdpfrag");
    String tag = header(created, "etag");
    for (String junk : new String[] {"", "hello", "v=0\r\ns=-\r\n", "a=mid:0\0\nb"}) {
      assertProblem(at(mode).patch(location(created), tag, junk), 400, "trickle-ice-sdpfrag");
    }
  }

  /** 4.3.1: a tag of no session that was, or of one that is over: 412. */
  @ParameterizedTest
  @EnumSource
  void shouldRefuseAStaleTag(Mode mode) throws Exception {
    HttpResponse<String> created = at(mode).post(WHIP, Offers.microphone());
    String fragment = Offers.trickle(Offers.UFRAG, Offers.PWD, "0");
    String url = location(created);
    assertProblem(at(mode).patch(url, "\"other\"", fragment), 412, "entity tag");
    assertThat(at(mode).patch(url, "*", Offers.restart("ysXw")).statusCode()).isEqualTo(200);
    assertProblem(at(mode).patch(url, header(created, "etag"), fragment), 412, "entity tag");
  }

  /** 4.3.1: a PATCH with no If-Match: 428 where strict; some clients leave it out. */
  @ParameterizedTest
  @CsvSource({"LENIENT, 204", "STRICT, 428"})
  void shouldWantIfMatch(Mode mode, int status) throws Exception {
    HttpResponse<String> created = at(mode).post(WHIP, Offers.microphone());
    HttpResponse<String> r =
        at(mode).patch(location(created), "", Offers.trickle(Offers.UFRAG, Offers.PWD, "0"));
    assertThat(r.statusCode()).isEqualTo(status);
    if (status == 428) {
      assertProblem(r, 428, "If-Match");
    }
  }

  /** RFC 9110, 13.1.1: how a tag may be written. A proxy that compresses makes it weak. */
  @ParameterizedTest
  @CsvSource({
    "TAG, 204, 204",
    "*, 204, 204",
    "'\"*\"', 204, 204",
    "'\"other\", TAG', 204, 204",
    "BARE, 204, 412",
    "W/TAG, 204, 412",
    "'\"other\"', 412, 412",
  })
  void shouldReadIfMatch(String written, int lenient, int strict) throws Exception {
    String fragment = Offers.trickle(Offers.UFRAG, Offers.PWD, "0");
    for (Mode mode : Mode.values()) {
      HttpResponse<String> created = at(mode).post(WHIP, Offers.microphone());
      String tag = header(created, "etag");
      String match = written.replace("TAG", tag).replace("BARE", tag.replace("\"", ""));
      assertThat(at(mode).patch(location(created), match, fragment).statusCode())
          .as("%s", mode)
          .isEqualTo(mode == Mode.LENIENT ? lenient : strict);
    }
  }

  /** 4.3.3: changed credentials restart ICE: 200, a fragment with new ones, another tag. */
  @ParameterizedTest
  @EnumSource
  void shouldRestartIce(Mode mode) throws Exception {
    HttpResponse<String> created = at(mode).post(WHIP, Offers.microphone());
    HttpResponse<String> r = at(mode).patch(location(created), "*", Offers.restart("ysXw"));
    assertThat(r.statusCode()).as(r.body()).isEqualTo(200);
    assertThat(header(r, "content-type")).isEqualTo(FRAGMENT);
    assertThat(header(r, "etag"))
        .matches("\"[A-Za-z0-9_-]{22}\"")
        .isNotEqualTo(header(created, "etag"));
    assertThat(r.body()).contains("a=ice-pwd:", "m=audio", "a=mid:0", "a=candidate:");
    assertThat(ufrag(r.body())).isNotEqualTo(ufrag(created.body()));
    String late = Offers.trickle("ysXw", "vw5LmwG4y/e6dPP/zAP9Gp5k", "0");
    assertThat(at(mode).patch(location(created), header(r, "etag"), late).statusCode())
        .isEqualTo(204);
  }

  /** 4.3.3: a restart that cannot be done leaves the session as it was, tag and all. */
  @ParameterizedTest
  @EnumSource
  void shouldKeepTheSessionWhenARestartFails(Mode mode) throws Exception {
    HttpResponse<String> created = at(mode).post(WHIP, Offers.microphone());
    String url = location(created);
    String tooShort = "a=ice-ufrag:ysXw\na=ice-pwd:short\n";
    assertProblem(at(mode).patch(url, "*", tooShort), 400, "a=ice-pwd");
    String fragment = Offers.trickle(Offers.UFRAG, Offers.PWD, "0");
    assertThat(at(mode).patch(url, header(created, "etag"), fragment).statusCode()).isEqualTo(204);
  }

  /** 4.3.3: requests may overtake each other; a late fragment does not restart ICE backwards. */
  @ParameterizedTest
  @EnumSource
  void shouldNotRestartBackwards(Mode mode) throws Exception {
    HttpResponse<String> created = at(mode).post(WHIP, Offers.microphone());
    String url = location(created);
    HttpResponse<String> restarted = at(mode).patch(url, "*", Offers.restart("ysXw"));
    String late = Offers.trickle(Offers.UFRAG, Offers.PWD, "0");
    assertProblem(at(mode).patch(url, "*", late), 412, "is over");
    String current = Offers.trickle("ysXw", "vw5LmwG4y/e6dPP/zAP9Gp5k", "0");
    assertThat(at(mode).patch(url, header(restarted, "etag"), current).statusCode()).isEqualTo(204);
  }

  /** 4.4.1: one transport for all, RTCP beside RTP. */
  @ParameterizedTest
  @EnumSource
  void shouldBundleAndMux(Mode mode) throws Exception {
    HttpResponse<String> r = at(mode).post(WHIP, Offers.microphone());
    assertThat(r.body().lines()).contains("a=group:BUNDLE 0", "a=rtcp-mux");
    assertProblem(
        at(mode).post(WHIP, Offers.microphone().replace("a=rtcp-mux\n", "")), 400, "rtcp-mux");
  }

  /** 4.4.2: at most one track of a kind. */
  @ParameterizedTest
  @EnumSource
  void shouldRefuseTwoVoices(Mode mode) throws Exception {
    String offer = Offers.microphone();
    String section = offer.substring(offer.indexOf("m=audio"));
    String two = offer.replace("BUNDLE 0", "BUNDLE 0 1") + section.replace("a=mid:0", "a=mid:1");
    assertProblem(at(mode).post(WHIP, two), 406, "2 audio sections");
    String none = Offers.viewer().replace("recvonly", "sendonly");
    String video =
        none.substring(0, none.indexOf("m=audio")) + none.substring(none.indexOf("m=video"));
    String onlyVideo = video.replace("BUNDLE 0 1", "BUNDLE 1").replace("a=bundle-only\n", "");
    assertProblem(at(mode).post(WHIP, onlyVideo), 406, "section");
  }

  /** 4.4.3: no half successes: a voice in no codec that is spoken here is refused. */
  @ParameterizedTest
  @EnumSource
  void shouldRefuseUnknownCodecs(Mode mode) throws Exception {
    String offer =
        Offers.microphone().replace("opus/48000/2", "amr/8000").replace("red/48000/2", "lpc/8000");
    assertProblem(at(mode).post(WHIP, offer), 406, "opus would be right");
  }

  /** 4.4.3: a picture beside the voice, which OBS always sends, is declined, or refused. */
  @ParameterizedTest
  @CsvSource({"LENIENT, 201", "STRICT, 406"})
  void shouldDeclineAPicture(Mode mode, int status) throws Exception {
    HttpResponse<String> r = at(mode).post(WHIP, Offers.obs());
    assertThat(r.statusCode()).as(r.body()).isEqualTo(status);
    if (status == 201) {
      String video = r.body().substring(r.body().indexOf("m=video"));
      assertThat(video.lines()).contains("a=inactive");
    }
  }

  /** 4.4.4: a client that only calls is answered by one that waits. */
  @ParameterizedTest
  @CsvSource({
    "actpass, LENIENT, a=setup:active",
    "actpass, STRICT, a=setup:active",
    "active, LENIENT, a=setup:passive",
    "active, STRICT, a=setup:passive",
    "passive, LENIENT, a=setup:active",
    "passive, STRICT, setup:passive",
  })
  void shouldTakeTheOtherDtlsRole(String setup, Mode mode, String words) throws Exception {
    HttpResponse<String> r =
        at(mode).post(WHIP, Offers.microphone().replace("setup:actpass", "setup:" + setup));
    assertThat(r.body()).contains(words);
    assertThat(r.statusCode()).isEqualTo(words.startsWith("a=") ? 201 : 406);
  }

  /** 4.5: too busy: 503 with Retry-After. */
  @ParameterizedTest
  @EnumSource
  void shouldSayWhenToComeAgain(Mode mode) throws Exception {
    at(mode).conversation.refusal = Reason.FULL;
    HttpResponse<String> r = at(mode).post(WHIP, Offers.microphone());
    assertProblem(r, 503, "Refused");
    assertThat(header(r, "retry-after")).matches("[1-9][0-9]*");
  }

  /** 4.5: nothing moves a POST by 301 or 302, which would make a GET of it. */
  @ParameterizedTest
  @EnumSource
  void shouldNotRedirect(Mode mode) throws Exception {
    for (String path : new String[] {WHIP + "/", "/whip", "/whip/", "/whip/c", "//whip/c/anna"}) {
      HttpResponse<String> r = at(mode).post(path, Offers.microphone());
      assertThat(r.statusCode() / 100).as(path).isNotEqualTo(3);
    }
  }

  /** 4.6: one Link for each server; what is quoted stays one string. */
  @ParameterizedTest
  @EnumSource
  void shouldNameIceServers(Mode mode) throws Exception {
    HttpResponse<String> r = at(mode).post(WHIP, Offers.microphone());
    assertThat(r.headers().allValues("link"))
        .containsExactly(
            "<stun:stun.example:3478>; rel=\"ice-server\"",
            "<turn:turn.example?transport=udp>; rel=\"ice-server\"; username=\"u\";"
                + " credential=\"a\\\"b\\\\c\"; credential-type=\"password\"");
  }

  /** 4.2 and 4.6: OPTIONS of pages elsewhere; it carries no secret, so it gets none. */
  @ParameterizedTest
  @EnumSource
  void shouldAnswerPreflights(Mode mode) throws Exception {
    HttpResponse<String> r =
        at(mode)
            .send(
                "OPTIONS",
                WHIP,
                "",
                "Origin",
                "https://a.example",
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization,content-type");
    assertThat(r.statusCode()).isEqualTo(200);
    assertThat(header(r, "accept-post")).isEqualTo(SDP);
    assertThat(header(r, "accept-patch")).isEqualTo(FRAGMENT);
    assertThat(header(r, "access-control-allow-methods")).contains("POST", "PATCH", "DELETE");
    assertThat(header(r, "access-control-allow-headers"))
        .contains("Authorization", "Content-Type", "If-Match");
    assertThat(r.headers().allValues("link")).isEmpty();
    assertThat(header(at(mode).post(WHIP, Offers.microphone()), "access-control-expose-headers"))
        .contains("Location", "Link", "ETag");
  }

  /** The voice is somebody's already: 409 with Retry-After, so that a reload finds its place. */
  @ParameterizedTest
  @EnumSource
  void shouldRefuseASecondVoice(Mode mode) throws Exception {
    at(mode).post(WHIP, Offers.microphone());
    HttpResponse<String> r = at(mode).post(WHIP, Offers.microphone());
    assertProblem(r, 409, "already");
    assertThat(header(r, "retry-after")).matches("[1-9][0-9]*");
    assertProblem(at(mode).post("/whip/c/bert", Offers.microphone()), 404, "bert");
  }

  private static String ufrag(String sdp) {
    return sdp.lines().filter(l -> l.startsWith("a=ice-ufrag:")).findFirst().orElseThrow();
  }
}
