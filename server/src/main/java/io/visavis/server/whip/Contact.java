package io.visavis.server.whip;

import io.visavis.media.webrtc.PeerState;

/** When a peer was last heard of, and what follows from its silence. Any thread. */
final class Contact {
  /** A publisher that sends nothing for so long may be replaced by another one. */
  private static final long SILENT_NANOS = 3_000_000_000L;

  private final long begun;
  private boolean everConnected;
  private long outSince;
  private boolean out;
  private long packets;
  private long lastPacket;

  Contact(long nowNanos) {
    begun = nowNanos;
    lastPacket = nowNanos;
  }

  /** Takes the number of packets received so far. */
  synchronized void received(long total, long nowNanos) {
    if (total != packets) {
      packets = total;
      lastPacket = nowNanos;
    }
  }

  /** Whether the peer is gone for good, as far as one can know. */
  synchronized boolean lost(PeerState state, long nowNanos, MediaSettings settings) {
    if (state == PeerState.FAILED || state == PeerState.CLOSED) {
      return true;
    }
    if (state == PeerState.CONNECTED) {
      everConnected = true;
      out = false;
      return false;
    }
    if (!everConnected) {
      return nowNanos - begun > settings.connecting().toNanos();
    }
    if (!out) {
      out = true;
      outSince = nowNanos;
    }
    return nowNanos - outSince > settings.disconnected().toNanos();
  }

  /** Whether another publisher may take this one's place: it is silent or out of contact. */
  synchronized boolean replaceable(PeerState state, long nowNanos) {
    boolean noContact = everConnected && state != PeerState.CONNECTED;
    return noContact
        || state == PeerState.FAILED
        || state == PeerState.CLOSED
        || nowNanos - lastPacket > SILENT_NANOS;
  }
}
