package io.visavis.media.opus;

/** Opus data that cannot be used; the message is one sentence. */
public final class OpusException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Data that cannot be used.
   *
   * @param message one sentence: what was wrong, where, and what would be right
   */
  public OpusException(String message) {
    super(message);
  }
}
