package io.visavis.media.opus;

/**
 * Ogg's checksum: CRC-32 with the polynomial 0x04c11db7, not reflected, no inversion (RFC 3533).
 */
final class OggCrc {
  private static final int[] TABLE = table();

  private OggCrc() {}

  static int of(byte[]... parts) {
    int crc = 0;
    for (byte[] part : parts) {
      for (byte b : part) {
        crc = crc << 8 ^ TABLE[(crc >>> 24 ^ b) & 0xff];
      }
    }
    return crc;
  }

  private static int[] table() {
    int[] t = new int[256];
    for (int i = 0; i < 256; i++) {
      int r = i << 24;
      for (int k = 0; k < 8; k++) {
        r = r << 1 ^ (r < 0 ? 0x04c11db7 : 0);
      }
      t[i] = r;
    }
    return t;
  }
}
