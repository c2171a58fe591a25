package io.visavis.server.whip;

import io.visavis.media.clock.VoiceClock;
import io.visavis.media.sdp.BadSdpException;
import io.visavis.media.sdp.SdpOffer;
import io.visavis.media.webrtc.AnsweringPeer;
import io.visavis.media.webrtc.AvatarSender;
import io.visavis.media.webrtc.AvatarSource;
import io.visavis.media.webrtc.MicrophoneReceiver;
import io.visavis.media.webrtc.PeerException;
import io.visavis.media.webrtc.PeerState;
import io.visavis.media.webrtc.SenderSettings;
import io.visavis.media.webrtc.WebRtc;
import io.visavis.server.LogLabel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All publishers and viewers of this server. It makes them, finds them, and closes those whose peer
 * has vanished; who ends a conversation ends them too, by {@link #endConversation}. Any thread but
 * a WebRTC callback's.
 */
public final class MediaSessions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MediaSessions.class);

  /** A matte is flat nearly everywhere: twice the pixels are far from twice the bits. */
  private static final double MATTE_BITS = 1.4;

  private final Supplier<WebRtc> rtc;
  private final VoiceIngress ingress;
  private final ViewerEgress egress;
  private final MediaSettings settings;
  private final LongSupplier nanoClock;
  private final PortrayalSources sources;
  private final Map<String, MediaSession> sessions = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("media-sessions").daemon().factory());

  /**
   * No sessions yet.
   *
   * @param rtc {@code WebRtc::open}; asked when the first session comes
   * @param nanoClock by which a silent peer counts as gone
   */
  public MediaSessions(
      Supplier<WebRtc> rtc,
      VoiceIngress ingress,
      ViewerEgress egress,
      MediaSettings settings,
      LongSupplier nanoClock) {
    this.rtc = rtc;
    this.ingress = ingress;
    this.egress = egress;
    this.settings = settings;
    this.nanoClock = nanoClock;
    sources = new PortrayalSources(rtc, egress);
  }

  /** Looks after vanished peers every second from now on. */
  public void start() {
    var _ = timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  /** Publishers now. */
  public int publishers() {
    return count(MediaSession.Kind.WHIP);
  }

  /** Viewers now. */
  public int viewers() {
    return count(MediaSession.Kind.WHEP);
  }

  /** Ends every publisher and viewer of a conversation. */
  public void endConversation(String conversation) {
    closeAll(s -> s.conversation().equals(conversation));
  }

  private void look() {
    try {
      tick();
    } catch (RuntimeException | Error e) {
      LOG.error("Looking after WebRTC's peers failed", e); // and goes on
    }
  }

  /** Closes sessions whose peer has vanished. Called every second; tests call it themselves. */
  public void tick() {
    long now = nanoClock.getAsLong();
    for (MediaSession s : sessions.values()) {
      s.pollArrivals(now);
      if (s.contact().lost(s.state(), now, settings)) {
        String label = LogLabel.of(s.conversation());
        LOG.atInfo()
            .addKeyValue(LogLabel.CONVERSATION, label)
            .addKeyValue("participant", s.participant())
            .log("{} of {} in {} has vanished ({})", s.kind(), s.participant(), label, s.state());
        close(s);
      }
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    closeAll(s -> true);
  }

  MediaSettings settings() {
    return settings;
  }

  @Nullable MediaSession find(
      MediaSession.Kind kind, String conversation, String participant, String id) {
    MediaSession s = sessions.get(id);
    boolean right =
        s != null
            && s.kind() == kind
            && s.conversation().equals(conversation)
            && s.participant().equals(participant);
    return right ? s : null;
  }

  void close(MediaSession session) {
    sessions.remove(session.id());
    session.close();
  }

  MediaSession publish(String conversation, String participant, SdpOffer offer)
      throws MediaRefusedException, BadSdpException, PeerException {
    closeAll(
        s ->
            s.kind() == MediaSession.Kind.WHIP
                && s.conversation().equals(conversation)
                && s.participant().equals(participant)
                && s.contact().replaceable(s.state(), nanoClock.getAsLong()));
    VoiceIngress.Publisher publisher = ingress.publish(conversation, participant);
    try {
      VoiceClock clock = new VoiceClock(VoiceClock.HEADLESS_DEVICE, publisher::samples);
      Registration registration = new Registration();
      MicrophoneReceiver peer =
          new MicrophoneReceiver(
              rtc.get(),
              offer,
              settings.ice(),
              (pcm, n, at) -> clock.accept(pcm, 0, n, at),
              registration::changed);
      return registration.complete(
          MediaSession.Kind.WHIP, conversation, participant, peer, publisher::end);
    } catch (BadSdpException | PeerException | RuntimeException | Error e) {
      publisher.end();
      throw e;
    }
  }

  MediaSession watch(String conversation, String participant, Matte matte, SdpOffer offer)
      throws MediaRefusedException, BadSdpException, PeerException {
    ViewerEgress.Slot slot = egress.admit(conversation, participant, matte);
    AvatarSource source;
    try {
      source = sources.take(conversation, participant, matte);
    } catch (MediaRefusedException | RuntimeException | Error e) {
      slot.close();
      throw e;
    }
    Runnable release =
        () -> {
          sources.release(conversation, participant, matte);
          slot.close();
        };
    try {
      Registration registration = new Registration();
      SenderSettings sender =
          matte == Matte.PACKED ? settings.sender().times(MATTE_BITS) : settings.sender();
      AvatarSender peer =
          new AvatarSender(rtc.get(), source, offer, settings.ice(), sender, registration::changed);
      return registration.complete(
          MediaSession.Kind.WHEP, conversation, participant, peer, release);
    } catch (BadSdpException | PeerException | RuntimeException | Error e) {
      release.run();
      throw e;
    }
  }

  private int count(MediaSession.Kind kind) {
    return (int) sessions.values().stream().filter(s -> s.kind() == kind).count();
  }

  private void closeAll(Predicate<MediaSession> which) {
    sessions.values().stream().filter(which).toList().forEach(this::close);
  }

  /** Connects a peer's state with its session, which is made after the peer. */
  private final class Registration {
    private volatile @Nullable MediaSession session;

    MediaSession complete(
        MediaSession.Kind kind,
        String conversation,
        String participant,
        AnsweringPeer peer,
        Runnable release) {
      MediaSession s =
          new MediaSession(kind, conversation, participant, peer, nanoClock.getAsLong(), release);
      session = s;
      sessions.put(s.id(), s);
      return s;
    }

    /** On the events thread, which must not wait for a connection to close. */
    void changed(PeerState state) {
      MediaSession s = session;
      if (s == null) {
        return;
      }
      if (state == PeerState.FAILED || state == PeerState.CLOSED) {
        Thread.startVirtualThread(() -> close(s));
      }
    }
  }
}
