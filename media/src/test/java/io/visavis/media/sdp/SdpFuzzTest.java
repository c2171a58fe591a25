package io.visavis.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

class SdpFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void shouldReadOrRefuseAnyText(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      SdpOffer offer = SdpOffer.parse(text);
      // What was taken once is taken again, whatever is done to it.
      assertThat(SdpOffer.parse(offer.preferring("H264").text()).media())
          .hasSameSizeAs(offer.media());
    } catch (BadSdpException e) {
      assertThat(e.getMessage()).endsWith(".");
    }
    try {
      assertThat(TrickleFragment.parse(text).candidates()).hasSizeLessThanOrEqualTo(32);
    } catch (BadSdpException e) {
      assertThat(e.getMessage()).endsWith(".");
    }
  }
}
