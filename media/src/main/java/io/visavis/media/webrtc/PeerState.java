package io.visavis.media.webrtc;

/** Where a connection stands, as its owner needs to know. */
public enum PeerState {
  /** Set up, not yet through. */
  CONNECTING,
  /** Media flows. */
  CONNECTED,
  /** Nothing heard of the peer for some 7 s; may come back. */
  DISCONNECTED,
  /** The peer has vanished (some 17 s), or never came: close this side. */
  FAILED,
  /** Closed by either side. */
  CLOSED
}
