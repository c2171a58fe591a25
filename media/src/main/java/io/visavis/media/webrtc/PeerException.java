package io.visavis.media.webrtc;

/** A peer connection could not be set up; the message is one sentence. */
public final class PeerException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A failure, in one sentence. */
  public PeerException(String message) {
    super(message);
  }

  PeerException(String message, Throwable cause) {
    super(message, cause);
  }
}
