package io.visavis.media.webrtc;

/** WebRTC cannot run on this machine; the message is one sentence that says what to do. */
public final class WebRtcUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WebRtcUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
