package io.visavis.training.sample;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Encodes sound as Opus in an Ogg file by ffmpeg. */
final class OpusFile {
  private OpusFile() {}

  static void encode(float[] samples, int rate, Path ogg) throws IOException {
    Path raw = Files.createTempFile("voice", ".s16le");
    try {
      ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
      for (float v : samples) {
        bytes.putShort((short) Math.round(Math.clamp(v, -1f, 1f) * 32767));
      }
      Files.write(raw, bytes.array());
      run(
          List.of(
              "ffmpeg",
              "-y",
              "-loglevel",
              "error",
              "-f",
              "s16le",
              "-ar",
              Integer.toString(rate),
              "-ac",
              "1",
              "-i",
              raw.toString(),
              "-map_metadata",
              "-1",
              "-fflags",
              "+bitexact",
              "-flags:a",
              "+bitexact",
              "-c:a",
              "libopus",
              "-b:a",
              "32k",
              "-frame_duration",
              "20",
              "-application",
              "voip",
              ogg.toString()));
    } finally {
      Files.deleteIfExists(raw);
    }
  }

  private static void run(List<String> command) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(command).inheritIO().start();
    } catch (IOException e) {
      throw new IOException("ffmpeg is not installed; on Debian: apt-get install ffmpeg.", e);
    }
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException("ffmpeg ended with code " + code + ".");
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("ffmpeg was interrupted.", e);
    }
  }
}
