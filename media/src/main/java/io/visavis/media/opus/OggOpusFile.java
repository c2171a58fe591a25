package io.visavis.media.opus;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Decodes a whole Ogg Opus file into memory. */
public final class OggOpusFile {
  private OggOpusFile() {}

  /**
   * The sound of a file, trimmed at both ends as the file says.
   *
   * @param in the file from its beginning; closed by the caller
   * @param maxSeconds longest file taken
   * @return mono samples in -1..1 at 48 kHz
   * @throws OpusException if the file is broken, or longer than that
   */
  public static float[] decode(InputStream in, int maxSeconds) throws IOException, OpusException {
    OggOpusReader reader = new OggOpusReader(in);
    long max = 48_000L * maxSeconds + reader.preSkip();
    float[] all = new float[48_000];
    float[] piece = new float[OpusPacket.MAX_SAMPLES];
    int n = 0;
    try (OpusDecoder decoder = new OpusDecoder()) {
      for (byte[] p = reader.next(); p != null; p = reader.next()) {
        int k = decoder.decode(p, 0, p.length, piece);
        if (n + (long) k > max) {
          throw new OpusException("The Ogg Opus file is longer than " + maxSeconds + " s.");
        }
        if (n + k > all.length) {
          all = Arrays.copyOf(all, Math.max(2 * all.length, n + k));
        }
        System.arraycopy(piece, 0, all, n, k);
        n += k;
      }
    }
    int from = Math.min(reader.preSkip(), n);
    int to = reader.granule() > from ? (int) Math.min(n, reader.granule()) : n;
    return Arrays.copyOfRange(all, from, to);
  }
}
