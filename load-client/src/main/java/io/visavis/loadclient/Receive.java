package io.visavis.loadclient;

/** What a load run takes back of each portrayal. */
enum Receive {
  /** Pictures and voice over WebRTC, by WHEP. */
  PICTURES,
  /** Motion frames over gRPC; no WebRTC at all. */
  MOTION
}
