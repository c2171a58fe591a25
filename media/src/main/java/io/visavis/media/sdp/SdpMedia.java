package io.visavis.media.sdp;

import java.util.List;

/**
 * One {@code m=} section of an offer.
 *
 * @param kind {@code audio}, {@code video} or {@code application}
 * @param mid identification tag, unique in the offer
 * @param direction of the peer that offers
 * @param on false where the peer has switched the section off: port 0, and no a=bundle-only (RFC
 *     9143)
 * @param payloads payload types (or the SCTP name) in the order of preference
 */
public record SdpMedia(
    String kind, String mid, Direction direction, boolean on, List<String> payloads) {

  /** Copies the list. */
  public SdpMedia {
    payloads = List.copyOf(payloads);
  }

  /** Which way media flows, seen from the peer that offers. */
  public enum Direction {
    SENDRECV,
    SENDONLY,
    RECVONLY,
    INACTIVE;

    /** Whether the peer that offers wants to send. */
    public boolean sends() {
      return this == SENDRECV || this == SENDONLY;
    }

    /** Whether the peer that offers wants to receive. */
    public boolean receives() {
      return this == SENDRECV || this == RECVONLY;
    }
  }
}
