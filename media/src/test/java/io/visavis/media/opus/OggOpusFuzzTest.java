package io.visavis.media.opus;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

class OggOpusFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void shouldReadOrRefuseAnyFile(byte[] file) throws IOException {
    try {
      assertThat(OggOpusFile.decode(new ByteArrayInputStream(file), 60).length)
          .isLessThanOrEqualTo(60 * 48_000);
    } catch (OpusException e) {
      assertThat(e.getMessage()).endsWith(".");
    }
  }

  @FuzzTest(maxDuration = "60s")
  void shouldReadOrRefuseAnyPacket(byte[] packet) {
    try {
      assertThat(OpusPacket.samples(packet, 0, packet.length)).isBetween(120, 5_760);
    } catch (OpusException e) {
      assertThat(e.getMessage()).endsWith(".");
    }
  }
}
