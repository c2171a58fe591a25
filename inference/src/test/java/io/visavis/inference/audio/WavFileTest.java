package io.visavis.inference.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WavFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "1,8,false,0.01", "1,16,false,1e-4", "1,24,false,1e-6", "1,32,false,1e-6",
    "3,32,false,1e-7", "3,64,false,1e-7", "1,16,true,1e-4", "3,32,true,1e-7"
  })
  void shouldReadEverySampleFormat(int format, int bits, boolean extensible, double tolerance)
      throws IOException {
    double[] wanted = {0, 0.5, -0.5, 0.99, -1};
    WavFile wav = Wavs.read(Wavs.of(format, bits, 1, 44_100, extensible, wanted));
    assertThat(wav.rate()).isEqualTo(44_100);
    assertThat(wav.samples()).hasSize(wanted.length);
    for (int i = 0; i < wanted.length; i++) {
      assertThat((double) wav.samples()[i]).isCloseTo(wanted[i], within(tolerance));
    }
  }

  @Test
  void shouldMixChannelsToTheirMean() throws IOException {
    WavFile wav = Wavs.read(Wavs.of(3, 32, 2, 48_000, false, 0.2, 0.4, -1, 1));
    assertThat(wav.samples()).containsExactly(new float[] {0.3f, 0}, within(1e-6f));
  }

  @Test
  void shouldReadToTheEndWhereAPipeLeftNoLength() throws IOException {
    byte[] bytes = Wavs.of(1, 16, 1, 16_000, false, 0.1, 0.2, 0.3);
    for (int length : new int[] {0, -1}) {
      byte[] piped = bytes.clone();
      ByteBuffer.wrap(piped).order(ByteOrder.LITTLE_ENDIAN).putInt(piped.length - 10, length);
      assertThat(Wavs.read(piped).samples()).hasSize(3);
    }
  }

  @Test
  void shouldSayWhatIsWrong() {
    byte[] good = Wavs.of(1, 16, 1, 16_000, false, 0.1, 0.2, 0.3);
    refused(new byte[0], "voice.wav is empty; a wav file is needed.");
    refused(
        "this is some text, no sound".getBytes(java.nio.charset.StandardCharsets.UTF_8),
        "not a wav file");
    refused(
        Arrays.copyOf(good, good.length - 2),
        "is cut off: its header promises 6 bytes of sound, and 4 are there.");
    refused(Arrays.copyOf(good, 20), "is cut off");
    refused(Arrays.copyOf(good, 12), "the data chunk is missing");
    refused(Wavs.of(1, 16, 1, 16_000, false), "has no samples in it");
    refused(
        Wavs.of(1, 16, 1, 1_000, false, 0),
        "has a rate of 1000 Hz; 4000 to 192000 Hz can be read.");
    refused(Wavs.of(6, 8, 1, 8_000, false, 0), "format 6 with 8 bits");
    refused(Wavs.of(3, 32, 1, 1_000 * 16, false, 0, Double.NaN), "not a number, at 0.000 s");
  }

  @Test
  void shouldSayWhichFileIsMissing() {
    Path missing = folder.resolve("no.wav");
    assertThatThrownBy(() -> WavFile.read(missing)).hasMessage("There is no file " + missing + ".");
    assertThatThrownBy(() -> WavFile.read(folder)).hasMessageContaining("is a folder");
  }

  @Test
  void shouldReadAFile() throws IOException {
    Path file = folder.resolve("a.wav");
    Files.write(file, Wavs.of(1, 16, 1, 8_000, false, 0, 0.25));
    assertThat(WavFile.read(file).seconds()).isEqualTo(2 / 8_000.0);
  }

  @FuzzTest
  void shouldNeverFailOtherwiseThanByOneSentence(byte[] bytes) throws IOException {
    try {
      assertThat(Wavs.read(bytes).samples()).isNotEmpty();
    } catch (WavException e) {
      assertThat(e.getMessage()).startsWith("voice.wav ").endsWith(".").doesNotContain("\n");
    }
  }

  private static void refused(byte[] bytes, String message) {
    assertThatThrownBy(() -> Wavs.read(bytes))
        .isInstanceOf(WavException.class)
        .hasMessageContaining(message);
  }
}
