package io.visavis.media.opus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OggOpusReaderTest {
  @Test
  void shouldDecodeAFileToItsExactLength() throws Exception {
    float[] tone = OggOpusFile.decode(new ByteArrayInputStream(file("tone.opus")), 10);
    assertThat(tone).hasSize((int) (1.2345 * 48_000));
    int crossings = 0;
    for (int i = 4_801; i < 52_801; i++) {
      crossings += tone[i - 1] < 0 && tone[i] >= 0 ? 1 : 0;
    }
    assertThat(crossings).as("a second of 440 Hz").isBetween(438, 442);
  }

  @Test
  void shouldRefuseAFlippedBit() throws Exception {
    byte[] broken = file("short.opus");
    broken[broken.length / 2] ^= 4;
    assertThatThrownBy(() -> OggOpusFile.decode(new ByteArrayInputStream(broken), 10))
        .isInstanceOf(OpusException.class)
        .hasMessageContaining("checksum");
  }

  @Test
  void shouldRefuseAFileThatIsCutShort() throws Exception {
    byte[] all = file("short.opus");
    byte[] cut = Arrays.copyOf(all, all.length - 100);
    assertThatThrownBy(() -> OggOpusFile.decode(new ByteArrayInputStream(cut), 10))
        .isInstanceOf(OpusException.class)
        .hasMessageContaining("cut short");
  }

  @Test
  void shouldRefuseWhatIsNoOgg() {
    byte[] wav =
        "RIFF....WAVEfmt and much more than twenty-seven bytes"
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> new OggOpusReader(new ByteArrayInputStream(wav)))
        .isInstanceOf(OpusException.class)
        .hasMessageContaining("OggS");
    assertThatThrownBy(() -> new OggOpusReader(new ByteArrayInputStream(new byte[0])))
        .isInstanceOf(OpusException.class)
        .hasMessageContaining("OpusHead");
  }

  @Test
  void shouldRefuseAFileThatIsTooLong() throws Exception {
    byte[] all = file("short.opus");
    assertThatThrownBy(() -> OggOpusFile.decode(new ByteArrayInputStream(all), 1))
        .isInstanceOf(OpusException.class)
        .hasMessageContaining("longer than 1 s");
  }

  static byte[] file(String name) throws IOException {
    try (InputStream in = OggOpusReaderTest.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no resource " + name);
      }
      return in.readAllBytes();
    }
  }
}
