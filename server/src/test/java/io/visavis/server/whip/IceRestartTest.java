package io.visavis.server.whip;

import static io.visavis.server.whip.Endpoint.WHIP;
import static io.visavis.server.whip.Endpoint.location;
import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.media.webrtc.IceSettings;
import io.visavis.media.webrtc.VoiceSender;
import io.visavis.media.webrtc.WebRtc;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A client that changes networks: its path breaks, and ICE begins anew on another one. */
@Tag("long")
final class IceRestartTest {
  @Test
  void shouldGoOnHearingAVoiceOnAnotherPath() throws Exception {
    try (Endpoint endpoint = new Endpoint(MediaSettings.DEFAULT.strictly());
        VoiceSender microphone =
            new VoiceSender(WebRtc.open(), IceSettings.DEFAULT, "test", s -> {})) {
      HttpResponse<String> r = endpoint.post(WHIP, LossyPath.hidden(microphone.offer()));
      try (LossyPath first = new LossyPath(r.body(), false, 0, 0, c -> true, 5);
          Tone tone = new Tone(microphone.voice())) {
        microphone.answer(first.through(r.body()));
        assertThat(endpoint.conversation.loud.await(15, TimeUnit.SECONDS)).isTrue();
        first.cut();
        HttpResponse<String> restarted =
            endpoint.patch(location(r), "*", fragment(microphone.restart()));
        assertThat(restarted.statusCode()).as(restarted.body()).isEqualTo(200);
        try (LossyPath second = new LossyPath(restarted.body(), false, 0, 0, c -> true, 6)) {
          microphone.answer(second.through(renewed(r.body(), restarted.body())));
          long loud = endpoint.conversation.loudSamples.sum();
          awaitLoud(endpoint.conversation, loud + 2 * 48_000);
          assertThat(second.passed()).isGreaterThan(100);
          assertThat(tone.pushed()).isPositive();
        }
      }
    }
  }

  /** What a client sends of its new offer. */
  private static String fragment(String offer) {
    return line(offer, "a=ice-ufrag:") + "\r\n" + line(offer, "a=ice-pwd:") + "\r\n";
  }

  /** What a client makes of a fragment: the answer that it has, with other credentials. */
  private static String renewed(String answer, String fragment) {
    return answer
        .replace(line(answer, "a=ice-ufrag:"), line(fragment, "a=ice-ufrag:"))
        .replace(line(answer, "a=ice-pwd:"), line(fragment, "a=ice-pwd:"));
  }

  private static String line(String sdp, String start) {
    return sdp.lines().filter(l -> l.startsWith(start)).findFirst().orElseThrow();
  }

  private static void awaitLoud(TestConversation c, long samples) throws InterruptedException {
    long from = System.nanoTime();
    while (c.loudSamples.sum() < samples && System.nanoTime() - from < 30e9) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(c.loudSamples.sum()).as("samples of the voice").isGreaterThanOrEqualTo(samples);
  }
}
