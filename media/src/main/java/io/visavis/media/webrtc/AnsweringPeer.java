package io.visavis.media.webrtc;

import io.visavis.media.sdp.IceCredentials;
import io.visavis.media.sdp.SdpOffer;
import io.visavis.media.sdp.TrickleFragment.Candidate;
import java.util.concurrent.CompletableFuture;

/** This side of a connection whose other side offered: a viewer's, or a microphone's. */
public sealed interface AnsweringPeer extends AutoCloseable
    permits AvatarSender, MicrophoneReceiver {
  /** The answer, with this side's candidates in it. */
  String answer();

  /** The offer that was answered. */
  SdpOffer offer();

  /** Takes a candidate that came up after the offer; drops it silently if it cannot be used. */
  void addCandidate(Candidate candidate);

  /**
   * Restarts ICE.
   *
   * @param fresh the peer's new credentials
   * @return the new answer
   * @throws PeerException if that fails; the connection stays as it was
   */
  String restart(IceCredentials fresh) throws PeerException;

  /** Where the connection stands. */
  PeerState state();

  /** What it has done so far. */
  CompletableFuture<PeerStats> stats();

  /** Ends the connection. Harmless when repeated. */
  @Override
  void close();
}
