package io.visavis.server.testing;

/** Samples as bytes. */
public final class Pcm {
  private Pcm() {}

  /** Little-endian 16 bit. */
  public static byte[] bytes(float[] pcm, int from, int count) {
    byte[] bytes = new byte[2 * count];
    for (int i = 0; i < count; i++) {
      int v = from + i < pcm.length ? Math.round(pcm[from + i] * 32_767) : 0;
      bytes[2 * i] = (byte) v;
      bytes[2 * i + 1] = (byte) (v >> 8);
    }
    return bytes;
  }
}
