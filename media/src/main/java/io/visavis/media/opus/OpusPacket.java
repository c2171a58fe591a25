package io.visavis.media.opus;

/**
 * The framing of an Opus packet (RFC 6716, section 3), checked in full before native code sees a
 * packet. What is inside the frames cannot be wrong: any bits decode to some sound.
 */
public final class OpusPacket {
  /** Samples of the longest packet: 120 ms at 48 kHz. */
  public static final int MAX_SAMPLES = 5_760;

  /** Bytes of the longest packet taken; one of 120 ms has at most 6 frames of 1,275 bytes. */
  public static final int MAX_BYTES = 8_192;

  private static final int MAX_FRAME = 1_275;

  private OpusPacket() {}

  /**
   * Checks the framing.
   *
   * @return the packet's duration in samples at 48 kHz
   * @throws OpusException if it breaks one of the rules R1 to R7 of RFC 6716
   */
  public static int samples(byte[] data, int offset, int length) throws OpusException {
    if (length < 1) {
      throw new OpusException("The Opus packet is empty; one byte is the least.");
    }
    if (length > MAX_BYTES) {
      throw new OpusException(
          "The Opus packet has " + length + " bytes; at most " + MAX_BYTES + " are taken.");
    }
    int toc = data[offset] & 0xff;
    int perFrame = frameSamples(toc >> 3);
    int frames =
        switch (toc & 3) {
          case 0 -> one(length);
          case 1 -> twoEqual(length);
          case 2 -> twoUnequal(data, offset, length);
          default -> many(data, offset, length, perFrame);
        };
    return frames * perFrame;
  }

  private static int frameSamples(int config) {
    if (config < 12) {
      int[] silk = {480, 960, 1_920, 2_880};
      return silk[config & 3];
    }
    if (config < 16) {
      return (config & 1) == 0 ? 480 : 960;
    }
    return 120 << (config & 3);
  }

  private static int one(int length) throws OpusException {
    check(length - 1 <= MAX_FRAME, "its one frame is longer than 1275 bytes");
    return 1;
  }

  private static int twoEqual(int length) throws OpusException {
    check((length & 1) == 1, "it should hold two frames of one size, and has an even length");
    check((length - 1) / 2 <= MAX_FRAME, "its frames are longer than 1275 bytes");
    return 2;
  }

  private static int twoUnequal(byte[] data, int offset, int length) throws OpusException {
    Cursor c = new Cursor(data, offset + 1, offset + length);
    int first = c.frameLength();
    check(first <= c.left(), "its first frame is longer than the packet");
    check(c.left() - first <= MAX_FRAME, "its second frame is longer than 1275 bytes");
    return 2;
  }

  private static int many(byte[] data, int offset, int length, int perFrame) throws OpusException {
    Cursor c = new Cursor(data, offset + 1, offset + length);
    int counts = c.next();
    int frames = counts & 0x3f;
    check(frames > 0, "it says that it holds no frame");
    check(frames * perFrame <= MAX_SAMPLES, "it is longer than 120 ms");
    if ((counts & 0x40) != 0) {
      c.skipPadding();
    }
    if ((counts & 0x80) != 0) {
      for (int i = 0; i < frames - 1; i++) {
        c.reserve(c.frameLength());
      }
      check(c.left() <= MAX_FRAME, "its last frame is longer than 1275 bytes");
    } else {
      check(c.left() % frames == 0, "its frames do not share its length evenly");
      check(c.left() / frames <= MAX_FRAME, "its frames are longer than 1275 bytes");
    }
    return frames;
  }

  private static void check(boolean right, String fault) throws OpusException {
    if (!right) {
      throw new OpusException("The Opus packet is junk or cut short: " + fault + ".");
    }
  }

  /** Walks the lengths; {@link #left} is what remains for frames. */
  private static final class Cursor {
    private final byte[] data;
    private int at;
    private int end;

    Cursor(byte[] data, int at, int end) {
      this.data = data;
      this.at = at;
      this.end = end;
    }

    int left() {
      return end - at;
    }

    int next() throws OpusException {
      check(at < end, "it ends within its header");
      return data[at++] & 0xff;
    }

    int frameLength() throws OpusException {
      int first = next();
      return first < 252 ? first : first + 4 * next();
    }

    void reserve(int bytes) throws OpusException {
      check(bytes <= left(), "its frames are longer than the packet");
      end -= bytes;
    }

    void skipPadding() throws OpusException {
      int b;
      int padding = 0;
      do {
        b = next();
        padding += b == 255 ? 254 : b;
      } while (b == 255);
      check(padding <= left(), "its padding is longer than the packet");
      end -= padding;
    }
  }
}
