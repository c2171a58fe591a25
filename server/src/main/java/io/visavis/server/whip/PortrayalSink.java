package io.visavis.server.whip;

import io.visavis.render.Picture;

/**
 * Takes the frames of one portrayal on their way to its viewers. Called by the lane's thread only;
 * every call copies and returns at once.
 */
public interface PortrayalSink {
  /**
   * A picture that is ready. It goes to the encoder at once, unless the encoder is behind: then it
   * is dropped and counted.
   *
   * @param n motion frame
   * @param dueNanos {@link System#nanoTime} at which frame n is due
   * @param picture even width and height; may be drawn over after the call
   * @param handOver told on the pushing thread what became of it
   */
  void picture(long n, long dueNanos, Picture.I420 picture, HandOver handOver);

  /**
   * The voice that belongs to frame n: heard when its picture is seen, and sent even where the
   * picture was dropped.
   *
   * @param dueNanos as for the picture
   * @param pcm48k mono in -1..1, 48 kHz, usually 1920 samples
   */
  void voice(long n, long dueNanos, float[] pcm48k, int offset, int length);

  /** What became of a picture. Called from a pushing thread; must return at once. */
  interface HandOver {
    /** Frame n went to the encoder at that {@link System#nanoTime}. */
    void handedOver(long n, long atNanos);

    /** Frame n was dropped because the encoder was behind. */
    void dropped(long n);
  }
}
