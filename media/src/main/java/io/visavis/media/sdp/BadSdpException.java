package io.visavis.media.sdp;

/**
 * A session description, or a fragment of one, that cannot be used; the message is one sentence.
 */
public final class BadSdpException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * A description that cannot be used.
   *
   * @param message one sentence: what was wrong, where, and what would be right
   */
  public BadSdpException(String message) {
    super(message);
  }
}
