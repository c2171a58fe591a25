package io.visavis.server.whip;

import static io.visavis.server.whip.Endpoint.WHEP;
import static io.visavis.server.whip.Endpoint.WHIP;
import static io.visavis.server.whip.Endpoint.header;
import static io.visavis.server.whip.Endpoint.location;
import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.media.webrtc.IceSettings;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What OBS, GStreamer's elements and MediaMTX do, and expect of a server that is lenient. */
final class ClientHabitsTest extends ConformanceRows {

  /** OBS takes 201 with a body and a Location, nothing else, and warns unless DELETE is 200. */
  @Test
  void shouldServeObs() throws Exception {
    HttpResponse<String> r =
        at(Mode.LENIENT)
            .send(
                "POST",
                WHIP,
                Offers.obs(),
                "Content-Type",
                "application/sdp",
                "User-Agent",
                "Mozilla/5.0 (OBS-Studio/31.0; Linux x86_64; en-US)",
                "Authorization",
                "Bearer secret");
    assertThat(r.statusCode()).isEqualTo(201);
    assertThat(r.body()).containsPattern("m=audio [1-9]").contains("opus/48000/2");
    assertThat(location(r)).startsWith(WHIP + "/");
    assertThat(r.headers().allValues("link")).allMatch(l -> l.matches("<(stun|turn):.*"));
    assertThat(at(Mode.LENIENT).send("DELETE", location(r), "").statusCode()).isEqualTo(200);
  }

  /** OBS waits eight seconds, also when a STUN server of ours does not answer. */
  @Test
  void shouldAnswerInTimeThoughAStunServerIsDead() throws Exception {
    MediaSettings s = SETTINGS;
    try (DatagramSocket dead = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Endpoint e =
            new Endpoint(
                new MediaSettings(
                    new IceSettings(
                        0,
                        0,
                        s.ice().gathering(),
                        List.of(
                            new IceSettings.Server(
                                "stun:127.0.0.1:" + dead.getLocalPort(), "", ""))),
                    List.of(),
                    s.sender(),
                    false,
                    s.connecting(),
                    s.disconnected()))) {
      assertThat(e.post(WHIP, Offers.obs()).statusCode()).isEqualTo(201); // else it times out
    }
  }

  /** curl, which OBS has inside, asks first whether a longer body is welcome. */
  @Test
  void shouldTakeABodyThatAsksFirst() throws Exception {
    byte[] offer = Offers.obs().getBytes(StandardCharsets.UTF_8);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), at(Mode.LENIENT).port())) {
      socket.setSoTimeout(8_000);
      OutputStream out = socket.getOutputStream();
      String head =
          "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/sdp\r\n".formatted(WHIP)
              + "Expect: 100-continue\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                  .formatted(offer.length);
      out.write(head.getBytes(StandardCharsets.UTF_8));
      out.flush();
      InputStream in = socket.getInputStream();
      assertThat(new String(in.readNBytes(21), StandardCharsets.UTF_8))
          .isEqualTo("HTTP/1.1 100 Continue");
      out.write(offer);
      out.flush();
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains("201 Created");
    }
  }

  /** GStreamer asks by OPTIONS for servers of ICE, and goes on without when there are none. */
  @Test
  void shouldServeGStreamer() throws Exception {
    HttpResponse<String> options = at(Mode.LENIENT).send("OPTIONS", WHEP, "");
    assertThat(options.statusCode()).isIn(200, 204);
    assertThat(options.headers().allValues("link")).isEmpty();
    HttpResponse<String> r = at(Mode.LENIENT).post(WHEP, Offers.gstreamerViewer());
    assertThat(r.statusCode()).as(r.body()).isEqualTo(201);
    assertThat(r.body().lines())
        .contains("a=group:BUNDLE video0 audio1", "a=mid:video0", "a=mid:audio1")
        .as("bundle-only is not switched off (RFC 9143)")
        .noneMatch(l -> l.startsWith("m=audio 0 "));
    String fragment = Offers.trickle(Offers.UFRAG, Offers.PWD, "video0");
    assertThat(at(Mode.LENIENT).patch(location(r), header(r, "etag"), fragment).statusCode())
        .isEqualTo(204);
  }

  /** MediaMTX's own tag is a star, and it says so in If-Match; it ends sessions without waiting. */
  @Test
  void shouldServeMediaMtx() throws Exception {
    HttpResponse<String> r = at(Mode.LENIENT).post(WHIP, Offers.mediamtxVoice());
    assertThat(r.statusCode()).as(r.body()).isEqualTo(201);
    assertThat(r.body().lines()).contains("a=recvonly");
    String fragment = Offers.trickle(Offers.UFRAG, Offers.PWD, "0");
    for (String match : new String[] {"*", "\"*\"", ""}) {
      assertThat(at(Mode.LENIENT).patch(location(r), match, fragment).statusCode()).isEqualTo(204);
    }
    assertThat(at(Mode.LENIENT).send("DELETE", location(r), "").statusCode()).isEqualTo(200);
  }

  /** Candidates before any a=mid, in an offer whose first section is not called 0. */
  @Test
  void shouldTakeAFragmentThatNamesNoSection() throws Exception {
    HttpResponse<String> r = at(Mode.LENIENT).post(WHEP, Offers.gstreamerViewer());
    assertThat(at(Mode.LENIENT).patch(location(r), "*", Offers.CANDIDATE).statusCode())
        .isEqualTo(204);
  }
}
