package io.visavis.server.offline;

import io.visavis.render.Picture;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A video file: .y4m written here, without sound; .mp4 by ffmpeg, with the voice of self. */
public final class VideoOutput implements AutoCloseable {
  private final Y4mWriter pictures;
  private final @Nullable Process ffmpeg;
  private final @Nullable Path messages;
  private final Path file;

  private VideoOutput(
      Path file, Y4mWriter pictures, @Nullable Process ffmpeg, @Nullable Path messages) {
    this.file = file;
    this.pictures = pictures;
    this.ffmpeg = ffmpeg;
    this.messages = messages;
  }

  /**
   * Begins a video.
   *
   * @param sound wav that goes into an .mp4
   * @throws IOException with one sentence if it cannot be written
   */
  public static VideoOutput open(Path file, Path sound, int width, int height) throws IOException {
    String name = file.toString();
    if (name.endsWith(".y4m")) {
      OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
      return new VideoOutput(file, new Y4mWriter(out, width, height), null, null);
    }
    if (!name.endsWith(".mp4")) {
      throw new IOException("Video is written as .mp4 or .y4m, not to %s.".formatted(file));
    }
    Path messages = Files.createTempFile("visavis-ffmpeg", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                "ffmpeg",
                "-y",
                "-loglevel",
                "error",
                "-f",
                "yuv4mpegpipe",
                "-i",
                "-",
                "-i",
                sound.toAbsolutePath().toString(),
                "-map",
                "0:v",
                "-map",
                "1:a",
                "-c:v",
                "libx264",
                "-preset",
                "veryfast",
                "-crf",
                "18",
                "-pix_fmt",
                "yuv420p",
                "-colorspace",
                "smpte170m",
                "-color_range",
                "tv",
                "-c:a",
                "aac",
                "-b:a",
                "160k",
                "-movflags",
                "+faststart",
                file.toAbsolutePath().toString()));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(messages.toFile());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      Files.delete(messages);
      throw new IOException(
          "There is no ffmpeg on this machine to write %s; install ffmpeg, or write %s."
              .formatted(file, name.replaceAll("\\.mp4$", ".y4m")),
          e);
    }
    OutputStream out = new BufferedOutputStream(process.getOutputStream(), 1 << 20);
    return new VideoOutput(file, new Y4mWriter(out, width, height), process, messages);
  }

  /** Adds a picture. */
  public void write(Picture.I420 picture) throws IOException {
    try {
      pictures.write(picture);
    } catch (IOException e) {
      throw ffmpeg == null ? e : failed(e);
    }
  }

  /** Finishes the file. */
  @Override
  public void close() throws IOException {
    IOException broken = null;
    try {
      pictures.close();
    } catch (IOException e) {
      broken = e;
    }
    if (ffmpeg == null) {
      if (broken != null) {
        throw broken;
      }
      return;
    }
    try {
      int code = ffmpeg.waitFor();
      if (code != 0 || broken != null) {
        throw failed(broken);
      }
    } catch (InterruptedException e) {
      ffmpeg.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("Writing %s was interrupted.".formatted(file), e);
    } finally {
      if (messages != null) {
        Files.deleteIfExists(messages);
      }
    }
  }

  private IOException failed(@Nullable IOException cause) throws IOException {
    String said =
        messages != null && Files.exists(messages)
            ? Files.readString(messages, StandardCharsets.ISO_8859_1).strip()
            : "";
    String first = said.lines().findFirst().orElse("it said nothing");
    return new IOException("ffmpeg could not write %s: %s".formatted(file, first), cause);
  }
}
