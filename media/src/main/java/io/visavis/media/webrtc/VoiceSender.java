package io.visavis.media.webrtc;

import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import io.visavis.media.sdp.TrickleFragment.Candidate;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A microphone in Java: offers one audio track and sends what is pushed into its source. */
public final class VoiceSender implements AutoCloseable {
  private final AvatarSource source;
  private final Peer peer;
  private final String offer;

  /**
   * Makes the offer.
   *
   * @param listener told every new state, off the callback threads
   */
  public VoiceSender(WebRtc rtc, IceSettings ice, String name, Consumer<PeerState> listener)
      throws PeerException {
    this(rtc, ice, name, 0, listener);
  }

  /**
   * As above, with a sound card whose clock is off.
   *
   * @param off as a fraction: 300e-6 is 300 ppm fast
   */
  public VoiceSender(
      WebRtc rtc, IceSettings ice, String name, double off, Consumer<PeerState> listener)
      throws PeerException {
    source = new AvatarSource(rtc, name, off);
    peer = new Peer(rtc, rtc.sending(), ice, listener);
    try {
      peer.send(source.audioTrack(), "voice");
      peer.direct(kind -> RTCRtpTransceiverDirection.SEND_ONLY);
      offer = peer.offer();
    } catch (PeerException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Takes the voice; never blocks. */
  public VoicePusher voice() {
    return source.voice();
  }

  /** The offer to send. */
  public String offer() {
    return offer;
  }

  /** Takes the answer; the voice flows from now on. */
  public void answer(String sdp) throws PeerException {
    peer.acceptAnswer(sdp);
  }

  /**
   * Restarts ICE, as after a change of networks; its answer goes to {@link #answer}.
   *
   * @return another offer, which differs from the first one in credentials and candidates
   */
  public String restart() throws PeerException {
    return peer.offerAgain();
  }

  /** Takes a candidate that came up after the answer. */
  public void addCandidate(Candidate candidate) {
    peer.addCandidate(candidate.mid(), candidate.line());
  }

  /** Where the connection stands. */
  public PeerState state() {
    return peer.state();
  }

  /** What it has done so far. */
  public CompletableFuture<PeerStats> stats() {
    return peer.stats();
  }

  @Override
  public void close() {
    peer.close();
    source.close();
  }
}
