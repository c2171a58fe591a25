package io.visavis.server.whip;

import static io.visavis.server.whip.Endpoint.WHIP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.visavis.media.webrtc.IceSettings;
import io.visavis.media.webrtc.VoiceSender;
import io.visavis.media.webrtc.WebRtc;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A network that has IPv6 and nothing else; where this machine has none, there is nothing to see.
 */
final class Ipv6Test {
  @Test
  void shouldHearAVoiceOverIpv6Alone() throws Exception {
    try (Endpoint endpoint = new Endpoint(MediaSettings.DEFAULT);
        VoiceSender microphone =
            new VoiceSender(WebRtc.open(), IceSettings.DEFAULT, "test", s -> {})) {
      HttpResponse<String> r = endpoint.post(WHIP, LossyPath.hidden(microphone.offer()));
      assumeTrue(
          r.body().lines().anyMatch(Ipv6Test::isOfIpv6),
          "This machine has no address of IPv6 besides loopback.");
      microphone.answer(r.body().replaceAll("a=candidate:\\S+ \\S+ \\S+ \\S+ [0-9.]+ .*\r\n", ""));
      try (Tone tone = new Tone(microphone.voice())) {
        assertThat(endpoint.conversation.loud.await(15, TimeUnit.SECONDS)).isTrue();
        assertThat(tone.pushed()).isPositive();
      }
    }
  }

  private static boolean isOfIpv6(String line) {
    return line.startsWith("a=candidate:") && line.split(" ", -1)[4].contains(":");
  }
}
