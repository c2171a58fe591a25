package io.visavis.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Set;

class SdpFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void shouldReadOrRefuseAnyText(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      SdpOffer offer = SdpOffer.parse(text);
      // What was taken once is taken again, whatever is done to it.
      assertThat(SdpOffer.parse(offer.preferring("H264").withVoiceAt(72_000).text()).media())
          .hasSameSizeAs(offer.media());
      assertThat(offer.text().lines().filter(l -> l.startsWith("a=candidate:")))
          .hasSizeLessThanOrEqualTo(64)
          .allMatch(l -> CandidateLine.usable(l.substring(2)));
      TrickleFragment.parse(RestartAnswer.fragment(offer.text()));
      offer.requireOnly(Set.of("audio"));
    } catch (BadSdpException e) {
      assertThat(e.getMessage()).endsWith(".");
    }
    try {
      assertThat(TrickleFragment.parse(text).candidates())
          .hasSizeLessThanOrEqualTo(32)
          .allMatch(c -> CandidateLine.usable(c.line()));
    } catch (BadSdpException e) {
      assertThat(e.getMessage()).endsWith(".");
    }
    try {
      AnswerCheck.requireTaken(text, Set.of("audio", "video"));
    } catch (BadSdpException e) {
      assertThat(e.isUnsupported()).isTrue();
    }
  }
}
