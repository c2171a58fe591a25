package io.visavis.loadclient;

import org.jspecify.annotations.Nullable;

/**
 * What came of one portrayal.
 *
 * @param portrayal conversation and participant
 * @param framesReceived pictures, or motion frames
 * @param intervals between frames as they came
 * @param intervalsOver120 longer than 120 ms
 * @param motion by the client's clock, where motion is received
 * @param picture of the video, where pictures are received
 */
record Seen(
    String portrayal,
    long framesReceived,
    double framesPerSecond,
    Spread intervals,
    long intervalsOver120,
    @Nullable Delay motion,
    @Nullable Video picture) {

  /**
   * The video of a portrayal.
   *
   * @param voiceShare of the time that was filled with sound, 0..1
   */
  record Video(
      int width,
      int height,
      double voiceShare,
      String codec,
      long packetsLost,
      double roundTripMillis) {}
}
