package io.visavis.server.lane;

import io.visavis.render.Picture;

/**
 * Gets what a portrayal makes. Called on the lane's thread: copies what it keeps, and returns at
 * once.
 */
public interface PortrayalViewer {
  /** The time of a picture that was dropped. */
  long DROPPED = Long.MAX_VALUE;

  /**
   * Motion frame n.
   *
   * @param t the frame's instant in seconds on the portrayed participant's own clock
   * @param values [55] arkit, valid during the call
   */
  default void motion(long n, double t, float[] values) {}

  /**
   * The voice of frame n, of the instant n/25 s and the 40 ms after it.
   *
   * @param pcm 48 kHz mono, valid during the call
   */
  default void voice(long n, long dueNanos, float[] pcm, int offset, int length) {}

  /**
   * The picture of frame n. Whoever gets it says {@link HandOver#handedOver} or {@link
   * HandOver#dropped} once, from any thread.
   *
   * @param picture valid during the call
   */
  default void picture(long n, long dueNanos, Picture picture, HandOver handOver) {}

  /**
   * What frame n cost.
   *
   * @param nanos by the ordinal of the stage, valid during the call
   */
  default void timing(long n, long[] nanos) {}

  /**
   * How long the picture of frame n took from the voice to its hand-over; a frame or two later.
   *
   * @param nanos {@link #DROPPED} where it was late and dropped
   */
  default void voiceToVideo(long n, long nanos) {}

  /** Told what became of a picture. Any thread. */
  interface HandOver {
    /** Frame n went to its encoder or stream at that time. */
    void handedOver(long n, long atNanos);

    /** Frame n was dropped because its way was not free. */
    void dropped(long n);
  }
}
