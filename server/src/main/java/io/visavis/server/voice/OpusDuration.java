package io.visavis.server.voice;

import io.visavis.server.Refusal;

/** How long an Opus packet is, read from its first bytes (RFC 6716, section 3.1). */
final class OpusDuration {
  /** The longest that a packet may be: 120 ms at 48 kHz. */
  static final int MAX_SAMPLES = 5_760;

  private static final int MAX_BYTES = 48 * 1_275;
  private static final int[] SILK = {480, 960, 1_920, 2_880};
  private static final int[] HYBRID = {480, 960};
  private static final int[] CELT = {120, 240, 480, 960};

  private OpusDuration() {}

  /**
   * Samples at 48 kHz.
   *
   * @throws Refusal if the bytes cannot be an Opus packet
   */
  static int samples(byte[] packet) {
    if (packet.length == 0) {
      throw Refusal.invalid("An empty voice message is not an Opus packet.");
    }
    if (packet.length > MAX_BYTES) {
      throw Refusal.invalid(
          "A voice message of %d bytes is not one Opus packet; a packet has at most %d."
              .formatted(packet.length, MAX_BYTES));
    }
    int toc = packet[0] & 0xff;
    int config = toc >> 3;
    int frame =
        config < 12 ? SILK[config & 3] : config < 16 ? HYBRID[config & 1] : CELT[config & 3];
    int frames =
        switch (toc & 3) {
          case 0 -> 1;
          case 1, 2 -> 2;
          default -> packet.length < 2 ? 0 : packet[1] & 0x3f;
        };
    int samples = frames * frame;
    if (samples == 0 || samples > MAX_SAMPLES) {
      throw Refusal.invalid(
          "A voice message is not an Opus packet: it would last %d ms, and packets last 2.5 to 120."
              .formatted(samples / 48));
    }
    return samples;
  }
}
