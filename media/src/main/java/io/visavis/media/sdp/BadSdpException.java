package io.visavis.media.sdp;

/**
 * A session description, or a fragment of one, that cannot be used; the message is one sentence.
 */
public final class BadSdpException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean unsupported;

  /**
   * A description that is malformed.
   *
   * @param message one sentence: what was wrong, where, and what would be right
   */
  public BadSdpException(String message) {
    this(message, false);
  }

  private BadSdpException(String message, boolean unsupported) {
    super(message);
    this.unsupported = unsupported;
  }

  /** A description that is well formed and asks for what is not done here. */
  public static BadSdpException unsupported(String message) {
    return new BadSdpException(message, true);
  }

  /** Whether it is well formed and only asks for what is not done here. */
  public boolean isUnsupported() {
    return unsupported;
  }
}
