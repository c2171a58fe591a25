package io.visavis.training.conversation;

/** One thing that a face does in conversation. Has states: frames in order. */
interface Rule {
  /**
   * Adds its part.
   *
   * @param n number of the frame
   * @param partner the partner's face; only frames before n are known
   * @param face [55] changed in place
   */
  void add(int n, float[][] partner, float[] face);
}
