package io.visavis.server.whip;

import static io.visavis.server.whip.Endpoint.FRAGMENT;
import static io.visavis.server.whip.Endpoint.SDP;
import static io.visavis.server.whip.Endpoint.WHEP;
import static io.visavis.server.whip.Endpoint.WHIP;
import static io.visavis.server.whip.Endpoint.header;
import static io.visavis.server.whip.Endpoint.location;
import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.media.webrtc.IceSettings;
import io.visavis.media.webrtc.VideoReceiver;
import io.visavis.media.webrtc.WebRtc;
import io.visavis.server.whip.MediaRefusedException.Reason;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The WHEP draft (draft-ietf-wish-whep-03) row by row over plain HTTP, where it differs from WHIP.
 * Numbers are its sections.
 */
final class WhepConformanceTest extends ConformanceRows {

  /** 4.2: 201, the answer, Location and entity tag, the servers of ICE. */
  @ParameterizedTest
  @EnumSource
  void shouldCreate(Mode mode) throws Exception {
    HttpResponse<String> r = at(mode).post(WHEP, Offers.viewer());
    assertThat(r.statusCode()).as(r.body()).isEqualTo(201);
    assertThat(header(r, "content-type")).isEqualTo(SDP);
    assertThat(location(r)).matches(WHEP + "/[A-Za-z0-9_-]{22}");
    assertThat(header(r, "etag")).matches("\"[A-Za-z0-9_-]{22}\"");
    assertThat(r.headers().allValues("link")).hasSize(2);
    assertThat(r.body().lines())
        .contains("a=group:BUNDLE 0 1", "a=rtcp-mux")
        .anyMatch(l -> l.startsWith("a=candidate:"));
  }

  /** 4.2: the answer is sendonly; a viewer that sends or does nothing is refused. */
  @ParameterizedTest
  @EnumSource
  void shouldOnlySend(Mode mode) throws Exception {
    for (String direction : new String[] {"recvonly", "sendrecv"}) {
      HttpResponse<String> r =
          at(mode).post(WHEP, Offers.viewer().replace("a=recvonly", "a=" + direction));
      assertThat(r.body().lines().filter(l -> l.matches("a=(send|recv|in).*(only|recv|active)")))
          .containsExactly("a=sendonly", "a=sendonly");
      assertThat(r.body().lines().filter(l -> l.startsWith("a=msid:")))
          .as("one stream, so that a player keeps face and voice together")
          .hasSize(2)
          .allMatch(l -> l.startsWith("a=msid:avatar "));
    }
    for (String direction : new String[] {"sendonly", "inactive"}) {
      HttpResponse<String> r =
          at(mode).post(WHEP, Offers.viewer().replace("a=recvonly", "a=" + direction));
      assertProblem(r, 400, "receives nothing");
    }
  }

  /** 4.2: nobody is there yet: 409 with Retry-After. */
  @ParameterizedTest
  @EnumSource
  void shouldSayThatThereIsNothingYet(Mode mode) throws Exception {
    at(mode).conversation.refusal = Reason.NOTHING_TO_WATCH;
    HttpResponse<String> r = at(mode).post(WHEP, Offers.viewer());
    assertProblem(r, 409, "Refused");
    assertThat(header(r, "retry-after")).matches("[1-9][0-9]*");
  }

  /** 4.7: no place for another viewer: 503 with Retry-After. */
  @ParameterizedTest
  @EnumSource
  void shouldSayWhenToComeAgain(Mode mode) throws Exception {
    at(mode).conversation.refusal = Reason.FULL;
    HttpResponse<String> r = at(mode).post(WHEP, Offers.viewer());
    assertProblem(r, 503, "Refused");
    assertThat(header(r, "retry-after")).matches("[1-9][0-9]*");
  }

  /** 4.1 and 4.3: methods, ending and types are those of WHIP. */
  @ParameterizedTest
  @EnumSource
  void shouldKnowItsMethodsAndEnd(Mode mode) throws Exception {
    assertProblem(at(mode).send("POST", WHEP, "v=0"), 415, "application/sdp");
    String session = location(at(mode).post(WHEP, Offers.viewer()));
    assertThat(at(mode).send("GET", WHEP, "").statusCode()).isEqualTo(204);
    assertThat(at(mode).send("GET", session, "").statusCode()).isEqualTo(204);
    assertProblem(at(mode).send("PUT", session, ""), 405, "PATCH");
    assertThat(header(at(mode).send("OPTIONS", WHEP, ""), "accept-post")).isEqualTo(SDP);
    assertThat(at(mode).send("DELETE", session, "", "If-Match", "\"x\"").statusCode())
        .isEqualTo(200);
    assertThat(at(mode).conversation.slots).hasValue(0);
    assertProblem(at(mode).send("DELETE", session, ""), 404, "ended already");
  }

  /** A session belongs to its protocol, conversation and participant. */
  @ParameterizedTest
  @EnumSource
  void shouldNotFindTheSessionsOfOthers(Mode mode) throws Exception {
    String id = location(at(mode).post(WHEP, Offers.viewer())).substring(WHEP.length());
    for (String path : new String[] {WHIP + id, "/whep/c/bert" + id, "/whep/d/anna" + id}) {
      assertProblem(at(mode).send("DELETE", path, ""), 404, "no such session");
    }
    assertThat(at(mode).send("DELETE", WHEP + id, "").statusCode()).isEqualTo(200);
  }

  /** 4.4.2: further candidates in the section that all share. */
  @ParameterizedTest
  @EnumSource
  void shouldTakeTrickledCandidates(Mode mode) throws Exception {
    HttpResponse<String> created = at(mode).post(WHEP, Offers.viewer());
    String fragment = "a=group:BUNDLE 0 1\n" + Offers.trickle(Offers.UFRAG, Offers.PWD, "0");
    HttpResponse<String> r = at(mode).patch(location(created), header(created, "etag"), fragment);
    assertThat(r.statusCode()).as(r.body()).isEqualTo(204);
    assertThat(header(r, "etag")).isEmpty();
  }

  /** 4.4.1: a missing tag is 428 where strict, one that is over 412. */
  @ParameterizedTest
  @CsvSource({"LENIENT, 204", "STRICT, 428"})
  void shouldWantIfMatch(Mode mode, int status) throws Exception {
    HttpResponse<String> created = at(mode).post(WHEP, Offers.viewer());
    String fragment = Offers.trickle(Offers.UFRAG, Offers.PWD, "0");
    assertThat(at(mode).patch(location(created), "", fragment).statusCode()).isEqualTo(status);
    assertProblem(at(mode).patch(location(created), "\"other\"", fragment), 412, "entity tag");
  }

  /** 4.4.3: a restart is known by its credentials; the answer has the same options of ICE. */
  @ParameterizedTest
  @EnumSource
  void shouldRestartIce(Mode mode) throws Exception {
    HttpResponse<String> created = at(mode).post(WHEP, Offers.viewer());
    String fragment =
        "a=ice-options:trickle ice2\na=group:BUNDLE 0 1\n"
            + Offers.trickle("ysXw", "vw5LmwG4y/e6dPP/zAP9Gp5k", "0");
    HttpResponse<String> r = at(mode).patch(location(created), "*", fragment);
    assertThat(r.statusCode()).as(r.body()).isEqualTo(200);
    assertThat(header(r, "content-type")).isEqualTo(FRAGMENT);
    assertThat(header(r, "etag")).isNotEqualTo(header(created, "etag"));
    assertThat(r.body()).contains("a=ice-ufrag:", "a=ice-pwd:", "a=candidate:");
    assertThat(r.body().lines().filter(l -> l.startsWith("a=ice-options:")))
        .containsExactlyElementsOf(
            created.body().lines().filter(l -> l.startsWith("a=ice-options:")).limit(1).toList());
  }

  /** 4.5.2: one video and one audio; a codec at least that is spoken here. */
  @ParameterizedTest
  @EnumSource
  void shouldShowOneFaceWithOneVoice(Mode mode) throws Exception {
    String offer = Offers.viewer();
    String two =
        offer.replace("BUNDLE 0 1", "BUNDLE 0 1 2")
            + offer.substring(offer.indexOf("m=video")).replace("a=mid:1", "a=mid:2");
    assertProblem(at(mode).post(WHEP, two), 406, "2 video sections");
    String unknown = offer.replace("VP8/90000", "H261/90000");
    assertProblem(at(mode).post(WHEP, unknown), 406, "H264 or VP8 would be right");
    String silent =
        (offer.substring(0, offer.indexOf("m=audio")) + offer.substring(offer.indexOf("m=video")))
            .replace("BUNDLE 0 1", "BUNDLE 1")
            .replace("a=bundle-only\n", "");
    assertThat(at(mode).post(WHEP, silent).statusCode()).as("a face alone").isEqualTo(201);
  }

  /** RFC 8829, 5.3.1: a section that the viewer has switched off stays off. */
  @ParameterizedTest
  @EnumSource
  void shouldLeaveASectionOffThatIsSwitchedOff(Mode mode) throws Exception {
    String offer = Offers.viewer().replace("a=bundle-only\n", "");
    String noVoice = offer.replace("m=audio 9", "m=audio 0").replace("BUNDLE 0 1", "BUNDLE 1");
    HttpResponse<String> face = at(mode).post(WHEP, noVoice);
    assertThat(face.statusCode()).as(face.body()).isEqualTo(201);
    assertThat(face.body()).contains("m=audio 0 ").containsPattern("m=video [1-9]");
    String noFace = offer.replace("m=video 9", "m=video 0").replace("BUNDLE 0 1", "BUNDLE 0");
    HttpResponse<String> voice = at(mode).post(WHEP, noFace);
    assertThat(voice.statusCode()).as(voice.body()).isEqualTo(201);
    assertThat(voice.body()).contains("m=video 0 ");
  }

  /** 4.5.2: data channels are not part of it; strict refuses them. */
  @ParameterizedTest
  @CsvSource({"LENIENT, 201", "STRICT, 406"})
  void shouldHaveNoDataChannel(Mode mode, int status) throws Exception {
    String data =
        Offers.viewer().replace("BUNDLE 0 1", "BUNDLE 0 1 2")
            + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\nc=IN IP4 0.0.0.0\n"
            + Offers.viewer()
                .lines()
                .filter(l -> l.startsWith("a=ice-"))
                .limit(3)
                .reduce("", (a, b) -> a + b + "\n")
            + Offers.viewer()
                .lines()
                .filter(l -> l.startsWith("a=finger"))
                .findFirst()
                .orElseThrow()
            + "\na=setup:actpass\na=mid:2\na=sctp-port:5000\n";
    assertThat(at(mode).post(WHEP, data).statusCode()).isEqualTo(status);
  }

  /** 4.4.2: a viewer that names no candidate is found when it knocks. */
  @Test
  void shouldFindAViewerThatNamesNoCandidate() throws Exception {
    CountDownLatch pictures = new CountDownLatch(10);
    try (VideoReceiver viewer =
        new VideoReceiver(
            WebRtc.open(),
            IceSettings.DEFAULT,
            (p, at) -> pictures.countDown(),
            (pcm, n, at) -> {},
            s -> {})) {
      String bare = viewer.offer().replaceAll("a=candidate:.*\r\n", "");
      viewer.answer(at(Mode.STRICT).post(WHEP, bare).body());
      assertThat(pictures.await(15, TimeUnit.SECONDS)).isTrue();
    }
  }
}
