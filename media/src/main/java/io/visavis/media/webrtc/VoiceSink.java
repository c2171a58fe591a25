package io.visavis.media.webrtc;

/** Takes a decoded voice on a native thread: copies, and returns at once. */
@FunctionalInterface
public interface VoiceSink {
  /**
   * Consecutive samples.
   *
   * @param pcm48k mono in -1..1 at 48 kHz; valid during the call only
   * @param length number of samples
   * @param arrivalNanos {@link System#nanoTime} of the callback
   */
  void samples(float[] pcm48k, int length, long arrivalNanos);
}
