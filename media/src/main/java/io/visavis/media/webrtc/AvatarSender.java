package io.visavis.media.webrtc;

import dev.onvoid.webrtc.RTCRtpEncodingParameters;
import dev.onvoid.webrtc.RTCRtpSendParameters;
import dev.onvoid.webrtc.RTCRtpSender;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import io.visavis.media.sdp.BadSdpException;
import io.visavis.media.sdp.IceCredentials;
import io.visavis.media.sdp.SdpMedia;
import io.visavis.media.sdp.SdpOffer;
import io.visavis.media.sdp.TrickleFragment.Candidate;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One viewer: answers its offer and sends it a portrayal, pictures and voice in one stream, so that
 * the viewer's player keeps them together. Any thread but a callback's may call.
 */
public final class AvatarSender implements AnsweringPeer {
  private static final String STREAM = "avatar";

  /**
   * Bits a second of the voice, where a viewer does not ask for another rate. From here on libopus
   * transforms a mono voice whole (CELT) instead of its upper half alone, at half of what the usual
   * 32 kbit/s cost in a server (docs/results/load.md).
   */
  private static final int VOICE_RATE = 72_000;

  private final Peer peer;
  private final SdpOffer offer;
  private final String answer;

  /**
   * Answers a viewer's offer; waits for this side's candidates.
   *
   * @param offer with at least one audio or video section that receives
   * @param listener told every new state, off the callback threads
   * @throws BadSdpException if the offer does not ask for pictures or voice
   * @throws PeerException if no connection can be made of it
   */
  public AvatarSender(
      WebRtc rtc,
      AvatarSource source,
      SdpOffer offer,
      IceSettings ice,
      SenderSettings settings,
      Consumer<PeerState> listener)
      throws BadSdpException, PeerException {
    boolean video = wanted(offer, "video");
    boolean audio = wanted(offer, "audio");
    Set<String> kinds = new HashSet<>();
    if (video) {
      kinds.add("video");
    }
    if (audio) {
      kinds.add("audio");
    }
    if (kinds.isEmpty()) {
      throw new BadSdpException(
          "The offer receives nothing; a viewer offers one video or one audio section, recvonly.");
    }
    this.offer = offer.preferring(settings.codec()).withVoiceAt(VOICE_RATE);
    peer = new Peer(rtc, rtc.sending(), ice, listener);
    try {
      peer.acceptOffer(this.offer.text());
      RTCRtpSender pictures = video ? peer.send(source.videoTrack(), STREAM) : null;
      if (audio) {
        peer.send(source.audioTrack(), STREAM);
      }
      peer.direct(
          kind ->
              kinds.contains(kind)
                  ? RTCRtpTransceiverDirection.SEND_ONLY
                  : RTCRtpTransceiverDirection.INACTIVE);
      answer = peer.answer(kinds);
      if (pictures != null) {
        limit(pictures, settings);
      }
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
    peer.close();
  }

  private static boolean wanted(SdpOffer offer, String kind) throws BadSdpException {
    var sections = offer.active(kind);
    if (sections.size() > 1) {
      throw BadSdpException.unsupported(
          "The offer has " + sections.size() + " " + kind + " sections; at most one is served.");
    }
    return sections.stream().map(SdpMedia::direction).anyMatch(SdpMedia.Direction::receives);
  }

  private static void limit(RTCRtpSender sender, SenderSettings settings) {
    RTCRtpSendParameters p = sender.getParameters();
    for (RTCRtpEncodingParameters e : p.encodings) {
      e.minBitrate = settings.minBitrate();
      e.maxBitrate = settings.maxBitrate();
    }
    sender.setParameters(p);
  }
}
