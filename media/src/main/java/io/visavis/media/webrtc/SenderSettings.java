package io.visavis.media.webrtc;

/**
 * How a portrayal is encoded for one viewer.
 *
 * @param codec preferred: {@code H264}, {@code VP8}, {@code VP9} or {@code AV1}; where the viewer
 *     lacks it, the viewer's own first choice
 * @param minBitrate bits a second; keeps the first half second sharp
 * @param maxBitrate bits a second
 */
public record SenderSettings(String codec, int minBitrate, int maxBitrate) {
  /** H264, the cheapest to encode, at 0.5 to 2.5 Mbit/s. */
  public static final SenderSettings DEFAULT = new SenderSettings("H264", 500_000, 2_500_000);

  /** The same with other bit rates. */
  public SenderSettings times(double factor) {
    return new SenderSettings(
        codec, (int) Math.round(factor * minBitrate), (int) Math.round(factor * maxBitrate));
  }

  /** Checks the rates. */
  public SenderSettings {
    if (minBitrate < 30_000 || maxBitrate < minBitrate) {
      throw new IllegalArgumentException(
          "Video bit rates must be 30000 or more and in order, not "
              + minBitrate
              + " to "
              + maxBitrate
              + ".");
    }
  }
}
