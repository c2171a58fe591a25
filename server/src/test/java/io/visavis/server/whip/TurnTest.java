package io.visavis.server.whip;

import static io.visavis.server.whip.Endpoint.WHEP;
import static io.visavis.server.whip.Endpoint.WHIP;
import static io.visavis.server.whip.Endpoint.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.visavis.media.webrtc.IceSettings;
import io.visavis.media.webrtc.VideoReceiver;
import io.visavis.media.webrtc.VoiceSender;
import io.visavis.media.webrtc.WebRtc;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Clients behind a network that lets nothing out but what goes to the TURN server: coturn itself
 * (Debian's package coturn), and a path to visavis that takes datagrams of its relay alone.
 */
@Tag("long")
final class TurnTest {
  private static final MediaSettings D = MediaSettings.DEFAULT;

  private final WebRtc rtc = WebRtc.open();
  private Endpoint endpoint;
  private Coturn coturn;

  @BeforeEach
  void begin() throws Exception {
    assumeTrue(Coturn.isThere(), "There is no coturn: apt-get install coturn.");
    coturn = new Coturn();
    endpoint =
        new Endpoint(
            new MediaSettings(
                IceSettings.DEFAULT,
                List.of(coturn.server()),
                D.sender(),
                false,
                D.connecting(),
                D.disconnected()));
  }

  @AfterEach
  void end() throws Exception {
    if (endpoint != null) {
      endpoint.close();
      coturn.close();
    }
  }

  @Test
  void shouldHearAVoiceThatComesByTurnAlone() throws Exception {
    IceSettings ice = toldBy(endpoint.post(WHIP, Offers.microphone()));
    endpoint.clear();
    try (VoiceSender microphone = new VoiceSender(rtc, ice, "test", s -> {})) {
      assertThat(microphone.offer()).contains("typ relay");
      HttpResponse<String> r = endpoint.post(WHIP, LossyPath.hidden(microphone.offer()));
      try (LossyPath path = coturn.onlyPath(r.body())) {
        microphone.answer(path.through(r.body()));
        try (Tone tone = new Tone(microphone.voice())) {
          assertThat(endpoint.conversation.loud.await(30, TimeUnit.SECONDS)).isTrue();
          assertThat(tone.pushed()).isPositive();
        }
      }
    }
  }

  @Test
  void shouldShowAFaceByTurnAlone() throws Exception {
    CountDownLatch pictures = new CountDownLatch(50);
    IceSettings ice = toldBy(endpoint.post(WHEP, Offers.viewer()));
    endpoint.clear();
    try (VideoReceiver viewer =
        new VideoReceiver(rtc, ice, (p, at) -> pictures.countDown(), (pcm, n, at) -> {}, s -> {})) {
      HttpResponse<String> r = endpoint.post(WHEP, LossyPath.hidden(viewer.offer()));
      try (LossyPath path = coturn.onlyPath(r.body())) {
        viewer.answer(path.through(r.body()));
        assertThat(pictures.await(30, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  /** Without TURN the same network is a wall: what the two tests above show is TURN's doing. */
  @Test
  void shouldNotGetThroughWithoutTurn() throws Exception {
    try (VoiceSender microphone = new VoiceSender(rtc, IceSettings.DEFAULT, "test", s -> {})) {
      HttpResponse<String> r = endpoint.post(WHIP, LossyPath.hidden(microphone.offer()));
      try (LossyPath path = coturn.onlyPath(r.body());
          Tone tone = new Tone(microphone.voice())) {
        microphone.answer(path.through(r.body()));
        assertThat(endpoint.conversation.loud.await(8, TimeUnit.SECONDS)).isFalse();
        assertThat(tone.pushed()).isPositive();
      }
    }
  }

  /** The servers that the answer's Link names, as a client reads them. */
  private static IceSettings toldBy(HttpResponse<String> created) {
    String[] w = header(created, "link").split("[<>\"]", -1);
    return new IceSettings(
        0, 0, IceSettings.DEFAULT.gathering(), List.of(new IceSettings.Server(w[1], w[5], w[7])));
  }
}
