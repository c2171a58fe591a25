package io.visavis.server.lane;

/**
 * Gets a participant's voice as the portrayals hear it: gapless from the conversation's sample 0,
 * concealment and all. Replaying it offline gives the same motion. Called on the lane's thread.
 */
public interface VoiceTap {
  /** The next samples, 48 kHz mono, valid during the call. */
  void samples(float[] pcm, int offset, int count);

  /** No more will come. */
  default void end() {}
}
