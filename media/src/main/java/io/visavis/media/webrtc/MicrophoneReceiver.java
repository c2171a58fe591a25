package io.visavis.media.webrtc;

import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.AudioTrackSink;
import io.visavis.media.sdp.BadSdpException;
import io.visavis.media.sdp.IceCredentials;
import io.visavis.media.sdp.SdpMedia;
import io.visavis.media.sdp.SdpOffer;
import io.visavis.media.sdp.TrickleFragment.Candidate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One microphone: answers its offer and hands on what it sends, decoded, with loss concealed and
 * jitter taken out. Any thread but a callback's may call.
 */
public final class MicrophoneReceiver implements AnsweringPeer {
  private final Peer peer;
  private final SdpOffer offer;
  private final String answer;
  private final AudioTrackSink sink;
  private volatile @Nullable AudioTrack track;

  /**
   * Answers a microphone's offer; waits for this side's candidates.
   *
   * @param offer with one audio section that sends; video in it is declined
   * @param samples called on a native thread with 10 ms at a time, about every 10 ms
   * @param listener told every new state, off the callback threads
   * @throws BadSdpException if the offer has no voice
   * @throws PeerException if no connection can be made of it
   */
  public MicrophoneReceiver(
      WebRtc rtc, SdpOffer offer, IceSettings ice, VoiceSink samples, Consumer<PeerState> listener)
      throws BadSdpException, PeerException {
    List<SdpMedia> audio = offer.active("audio");
    if (audio.size() != 1) {
      throw BadSdpException.unsupported(
          "The offer has " + audio.size() + " audio sections; a microphone offers exactly one.");
    }
    if (!audio.getFirst().direction().sends()) {
      throw new BadSdpException(
          "The offer has an audio section that does not send; a microphone's is sendonly.");
    }
    this.offer = offer;
    sink = new PcmSink(samples);
    peer = new Peer(rtc, rtc.receiving(), ice, listener);
    peer.onTrack(this::received);
    try {
      peer.acceptOffer(offer.text());
      peer.direct(
          kind ->
              kind.equals("audio")
                  ? RTCRtpTransceiverDirection.RECV_ONLY
                  : RTCRtpTransceiverDirection.INACTIVE);
      answer = peer.answer(Set.of("audio"));
    } catch (BadSdpException | PeerException | RuntimeException | Error e) {
      peer.close();
      throw e;
    }
  }

  @Override
  public String answer() {
    return answer;
  }

  @Override
  public SdpOffer offer() {
    return offer;
  }

  @Override
  public void addCandidate(Candidate candidate) {
    peer.addCandidate(candidate.mid(), candidate.line());
  }

  @Override
  public String restart(IceCredentials fresh) throws PeerException {
    peer.acceptOffer(offer.restarted(fresh).text());
    return peer.answerAgain();
  }

  @Override
  public PeerState state() {
    return peer.state();
  }

  @Override
  public CompletableFuture<PeerStats> stats() {
    return peer.stats();
  }

  @Override
  public void close() {
    AudioTrack t = track;
    track = null;
    if (t != null) {
      t.removeSink(sink);
    }
    peer.close();
  }

  private void received(MediaStreamTrack t) {
    if (t instanceof AudioTrack a && track == null) {
      track = a;
      a.addSink(sink);
    }
  }
}
