package io.visavis.inference.audio;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A RIFF WAVE file as one channel of floats: PCM of 8, 16, 24 or 32 bits, float of 32 or 64, plain
 * or extensible, any number of channels (their mean).
 *
 * @param samples mono, full scale is -1..1
 * @param rate hertz
 */
public record WavFile(float[] samples, int rate) {
  private static final int MIN_RATE = 4_000;
  private static final int MAX_RATE = 192_000;
  private static final int MAX_CHANNELS = 64;
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int EXTENSIBLE = 0xFFFE;

  /** From this size on, a writer that could not seek back means "to the end". */
  private static final long STREAMED = 0x7FFFF000L;

  /**
   * Reads a file.
   *
   * @throws WavException if it is not sound that can be read, with one sentence why
   * @throws IOException if the file cannot be opened
   */
  public static WavFile read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new WavException("%s is a folder; a wav file is needed.".formatted(file));
    }
    if (!Files.exists(file)) {
      throw new WavException("There is no file %s.".formatted(file));
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString(), Files.size(file));
    }
  }

  /**
   * Reads a stream.
   *
   * @param name what messages call it
   * @param size bytes of the stream, an upper bound on what is allocated
   */
  public static WavFile read(InputStream in, String name, long size) throws IOException {
    return new Reader(in, name, size).read();
  }

  /** Length in seconds. */
  public double seconds() {
    return (double) samples.length / rate;
  }

  /** The samples at another rate. */
  public float[] at(int otherRate) {
    return Resampler.resample(samples, rate, otherRate);
  }

  private static final class Reader {
    private final InputStream in;
    private final String name;
    private long left;
    private int format;
    private int channels;
    private int rate;
    private int bits;
    private int blockAlign;

    Reader(InputStream in, String name, long size) {
      this.in = in;
      this.name = name;
      this.left = size;
    }

    WavFile read() throws IOException {
      if (left == 0) {
        throw new WavException("%s is empty; a wav file is needed.".formatted(name));
      }
      ByteBuffer head = bytes(12, "its header");
      if (!tag(head, 0).equals("RIFF") || !tag(head, 8).equals("WAVE")) {
        throw new WavException(
            "%s is not a wav file: it begins with neither RIFF nor WAVE.".formatted(name));
      }
      boolean formatSeen = false;
      while (true) {
        if (left < 8) {
          throw new WavException(
              "%s has no sound in it: the data chunk is missing.".formatted(name));
        }
        ByteBuffer chunk = bytes(8, "a chunk header");
        String id = tag(chunk, 0);
        long length = chunk.getInt(4) & 0xFFFFFFFFL;
        if (id.equals("fmt ")) {
          readFormat(length);
          formatSeen = true;
        } else if (id.equals("data")) {
          if (!formatSeen) {
            throw new WavException(
                "%s is damaged: its sound comes before its format.".formatted(name));
          }
          return new WavFile(readSamples(length), rate);
        } else {
          skip(length + (length & 1), id);
        }
      }
    }

    private void readFormat(long length) throws IOException {
      if (length < 16 || length > 4096) {
        throw new WavException(
            "%s is damaged: its format chunk has %d bytes, 16 to 40 are usual."
                .formatted(name, length));
      }
      ByteBuffer f = bytes((int) (length + (length & 1)), "its format");
      format = f.getShort(0) & 0xFFFF;
      channels = f.getShort(2) & 0xFFFF;
      rate = f.getInt(4);
      blockAlign = f.getShort(12) & 0xFFFF;
      bits = f.getShort(14) & 0xFFFF;
      if (format == EXTENSIBLE && length >= 40) {
        format = f.getShort(24) & 0xFFFF; // the first two bytes of the sub-format's GUID
      }
      boolean known =
          (format == PCM && (bits == 8 || bits == 16 || bits == 24 || bits == 32))
              || (format == FLOAT && (bits == 32 || bits == 64));
      if (!known) {
        throw new WavException(
            "%s holds samples of format %d with %d bits; PCM of 8, 16, 24 or 32 bits and float of 32 or 64 can be read."
                .formatted(name, format, bits));
      }
      if (channels == 0 || channels > MAX_CHANNELS) {
        throw new WavException(
            "%s has %d channels; 1 to %d can be read.".formatted(name, channels, MAX_CHANNELS));
      }
      if (rate < MIN_RATE || rate > MAX_RATE) {
        throw new WavException(
            "%s has a rate of %d Hz; %d to %d Hz can be read."
                .formatted(name, rate, MIN_RATE, MAX_RATE));
      }
      if (blockAlign != channels * bits / 8) {
        throw new WavException(
            "%s is damaged: %d channels of %d bits do not make blocks of %d bytes."
                .formatted(name, channels, bits, blockAlign));
      }
    }

    private float[] readSamples(long length) throws IOException {
      // A writer into a pipe leaves 0 or the largest size.
      boolean streamed = length >= STREAMED || (length == 0 && left > 0);
      long usable = streamed ? left : length;
      if (usable > left) {
        throw new WavException(
            "%s is cut off: its header promises %d bytes of sound, and %d are there."
                .formatted(name, length, left));
      }
      long count = usable / blockAlign;
      if (count == 0) {
        throw new WavException("%s has no samples in it.".formatted(name));
      }
      if (count > Integer.MAX_VALUE - 16) {
        throw new WavException("%s is too long: %d samples.".formatted(name, count));
      }
      float[] samples = new float[(int) count];
      int perBlock = Math.max(1, 65_536 / blockAlign);
      for (int at = 0; at < samples.length; ) {
        int n = Math.min(perBlock, samples.length - at);
        ByteBuffer block = bytes(n * blockAlign, "its sound");
        for (int i = 0; i < n; i++) {
          samples[at + i] = mean(block, i * blockAlign, at + i);
        }
        at += n;
      }
      return samples;
    }

    private float mean(ByteBuffer block, int offset, int index) throws WavException {
      double sum = 0;
      int width = bits / 8;
      for (int c = 0; c < channels; c++) {
        sum += sample(block, offset + c * width);
      }
      float value = (float) (sum / channels);
      if (!Float.isFinite(value)) {
        throw new WavException(
            "%s has a sample that is not a number, at %.3f s."
                .formatted(name, (double) index / rate));
      }
      return value;
    }

    private double sample(ByteBuffer b, int at) {
      if (format == FLOAT) {
        return bits == 32 ? b.getFloat(at) : b.getDouble(at);
      }
      return switch (bits) {
        case 8 -> ((b.get(at) & 0xFF) - 128) / 128.0;
        case 16 -> b.getShort(at) / 32_768.0;
        case 24 ->
            ((b.get(at) & 0xFF) | (b.get(at + 1) & 0xFF) << 8 | b.get(at + 2) << 16) / 8_388_608.0;
        default -> b.getInt(at) / 2_147_483_648.0;
      };
    }

    private ByteBuffer bytes(int count, String what) throws IOException {
      byte[] read = in.readNBytes(count);
      left -= read.length;
      if (read.length < count) {
        throw new WavException("%s is cut off in %s.".formatted(name, what));
      }
      return ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void skip(long count, String id) throws IOException {
      try {
        if (count > left) {
          throw new EOFException();
        }
        in.skipNBytes(count);
        left -= count;
      } catch (EOFException e) {
        throw new WavException("%s is cut off in its chunk '%s'.".formatted(name, printable(id)));
      }
    }

    private static String tag(ByteBuffer buffer, int at) {
      byte[] tag = new byte[4];
      buffer.get(at, tag);
      return new String(tag, StandardCharsets.ISO_8859_1);
    }

    private static String printable(String id) {
      return id.replaceAll("[^ -~]", "?");
    }
  }
}
