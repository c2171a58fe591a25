package io.visavis.inference.audio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes wav files of every sort for tests. */
final class Wavs {
  private Wavs() {}

  /** Interleaved samples in -1..1 as a file. */
  static byte[] of(int format, int bits, int channels, int rate, boolean extensible, double... x) {
    int data = x.length * bits / 8;
    int fmt = extensible ? 40 : 16;
    ByteBuffer b = ByteBuffer.allocate(28 + fmt + data + 10).order(ByteOrder.LITTLE_ENDIAN);
    tag(b, "RIFF").putInt(20 + fmt + data + 10);
    tag(b, "WAVE");
    tag(b, "LIST").putInt(1).put((byte) 7).put((byte) 0); // an odd chunk and its padding
    tag(b, "fmt ").putInt(fmt).putShort((short) (extensible ? 0xFFFE : format));
    b.putShort((short) channels).putInt(rate).putInt(rate * channels * bits / 8);
    b.putShort((short) (channels * bits / 8)).putShort((short) bits);
    if (extensible) {
      b.putShort((short) 22).putShort((short) bits).putInt(0).putShort((short) format);
      b.put(new byte[14]);
    }
    tag(b, "data").putInt(data);
    for (double v : x) {
      switch (bits) {
        case 8 -> b.put((byte) (Math.round(v * 127) + 128));
        case 16 -> b.putShort((short) Math.round(v * 32767));
        case 24 -> {
          int i = (int) Math.round(v * 8388607);
          b.put((byte) i).put((byte) (i >> 8)).put((byte) (i >> 16));
        }
        case 32 -> {
          if (format == 3) {
            b.putFloat((float) v);
          } else {
            b.putInt((int) Math.round(v * 2147483647.0));
          }
        }
        default -> b.putDouble(v);
      }
    }
    return java.util.Arrays.copyOf(b.array(), b.position());
  }

  static WavFile read(byte[] bytes) throws IOException {
    return WavFile.read(new ByteArrayInputStream(bytes), "voice.wav", bytes.length);
  }

  private static ByteBuffer tag(ByteBuffer b, String tag) {
    return b.put(tag.getBytes(StandardCharsets.US_ASCII));
  }
}
