package io.visavis.loadclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.visavis.media.opus.OpusPacket;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeechTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {10, 20})
  void shouldBringTwoVoicesInPiecesOfThatLength(int millis) throws Exception {
    for (Speech s : Speech.bundled(millis)) {
      assertThat(s.rate()).isZero();
      assertThat(s.pieces().size() * millis).isBetween(9_000, 14_000);
      for (byte[] packet : s.pieces()) {
        assertThat(OpusPacket.samples(packet, 0, packet.length)).isEqualTo(48 * millis);
      }
      assertThat(OpusPacket.samples(s.silence(), 0, s.silence().length)).isEqualTo(48 * millis);
    }
  }

  @Test
  void shouldMixAStereoFileDownAndKeepItsRate() throws Exception {
    byte[] stereo = new byte[44_100 * 4];
    for (int i = 0; i < 44_100; i++) {
      stereo[4 * i + 1] = 64; // left 0x4000, right 0
    }
    Path file = wav(stereo, new AudioFormat(44_100, 16, 2, true, false));
    Speech s = Speech.of(file, 20);
    assertThat(s.rate()).isEqualTo(44_100);
    assertThat(s.pieces()).hasSize(50);
    assertThat(s.pieces().getFirst()).hasSize(2 * 882);
    assertThat(s.pieces().getFirst()[1]).isEqualTo((byte) 32);
  }

  @Test
  void shouldRefuseWhatItCannotSend() throws Exception {
    Path eight = wav(new byte[8_000], new AudioFormat(8_000, 8, 1, false, false));
    assertThatThrownBy(() -> Speech.of(eight, 20))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("16 or 24 bit");
    Path empty = wav(new byte[0], new AudioFormat(16_000, 16, 1, true, false));
    assertThatThrownBy(() -> Speech.of(empty, 20))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("less than 20 ms");
  }

  private Path wav(byte[] pcm, AudioFormat format) throws Exception {
    Path file = folder.resolve("voice-" + pcm.length + ".wav");
    AudioSystem.write(
        new AudioInputStream(
            new ByteArrayInputStream(pcm), format, pcm.length / format.getFrameSize()),
        AudioFileFormat.Type.WAVE,
        file.toFile());
    return file;
  }
}
