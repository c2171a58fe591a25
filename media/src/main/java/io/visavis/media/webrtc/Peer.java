package io.visavis.media.webrtc;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpSender;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.internal.NativeObject;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import io.visavis.media.sdp.AnswerCheck;
import io.visavis.media.sdp.BadSdpException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One native peer connection. Every call into it goes through the lock of this object, so that none
 * is in flight when it closes; callbacks never take that lock. Not to be called from callbacks.
 */
final class Peer {
  private static final Logger LOG = LoggerFactory.getLogger(Peer.class);
  private static final long NEGOTIATION_SECONDS = 5;

  private final WebRtc rtc;
  private final IceSettings ice;
  private final Consumer<PeerState> listener;
  private final Events observer = new Events();
  private final Queue<Long> held = new ConcurrentLinkedQueue<>();
  private final List<MediaStreamTrack> tracks = new ArrayList<>();
  private volatile CompletableFuture<Boolean> gathered = new CompletableFuture<>();
  private volatile PeerState state = PeerState.CONNECTING;
  private volatile @Nullable Consumer<MediaStreamTrack> onTrack;
  private @Nullable RTCPeerConnection connection;

  /**
   * Opens a connection.
   *
   * @param listener told every new state, off the callback threads, in order
   */
  Peer(WebRtc rtc, PeerConnectionFactory factory, IceSettings ice, Consumer<PeerState> listener) {
    this.rtc = rtc;
    this.ice = ice;
    this.listener = listener;
    connection = factory.createPeerConnection(ice.toConfiguration(), observer);
  }

  /** Called on a callback thread with every track that the peer sends. Set before negotiation. */
  void onTrack(Consumer<MediaStreamTrack> handler) {
    onTrack = handler;
  }

  PeerState state() {
    return state;
  }

  /** Sends a track; it is disposed of together with this connection. */
  synchronized RTCRtpSender send(MediaStreamTrack track, String stream) throws PeerException {
    tracks.add(track);
    return hold(open().addTrack(track, List.of(stream)));
  }

  /** Asks for one track of the kind of {@code unsent}, which is never sent. */
  synchronized void receive(MediaStreamTrack unsent) throws PeerException {
    tracks.add(unsent);
    RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
    init.direction = RTCRtpTransceiverDirection.RECV_ONLY;
    hold(open().addTransceiver(unsent, init));
  }

  /** The connection, for calls that this class has no method for; hold this object's lock. */
  synchronized RTCPeerConnection open() throws PeerException {
    if (connection == null) {
      throw new PeerException("The connection is closed already.");
    }
    return connection;
  }

  /**
   * Sets the direction of every section by its kind, {@code audio} or {@code video}. One that the
   * peer has switched off is stopped; to set its direction ends the process.
   */
  synchronized void direct(Function<String, RTCRtpTransceiverDirection> byKind)
      throws PeerException {
    for (RTCRtpTransceiver t : open().getTransceivers()) {
      if (!t.stopped()) {
        t.setDirection(byKind.apply(t.getReceiver().getTrack().getKind()));
      }
    }
  }

  /** Notes a native object that webrtc-java has taken a reference on, to be released at the end. */
  private <T extends NativeObject> T hold(T object) {
    held.add(NativeHandles.of(object));
    return object;
  }

  /** Takes the peer's offer. */
  synchronized void acceptOffer(String sdp) throws PeerException {
    gathered = new CompletableFuture<>();
    setRemote(new RTCSessionDescription(RTCSdpType.OFFER, sdp));
  }

  /** Takes the peer's answer. */
  synchronized void acceptAnswer(String sdp) throws PeerException {
    setRemote(new RTCSessionDescription(RTCSdpType.ANSWER, sdp));
  }

  /**
   * Answers; returns the description with every candidate that came up in time.
   *
   * @param kinds of sections that have to be taken
   * @throws BadSdpException if one of them cannot be
   */
  synchronized String answer(Set<String> kinds) throws PeerException, BadSdpException {
    RTCPeerConnection pc = open();
    RTCSessionDescription answer = createAnswer(pc);
    AnswerCheck.requireTaken(answer.sdp, kinds);
    return local(pc, answer);
  }

  /** Answers an offer that differs in its ICE credentials alone from one answered before. */
  synchronized String answerAgain() throws PeerException {
    RTCPeerConnection pc = open();
    return local(pc, createAnswer(pc));
  }

  private static RTCSessionDescription createAnswer(RTCPeerConnection pc) throws PeerException {
    Created created = new Created();
    pc.createAnswer(new RTCAnswerOptions(), created);
    return await(created.done, "No answer could be made");
  }

  /** Offers; returns the description with every candidate that came up in time. */
  synchronized String offer() throws PeerException {
    RTCPeerConnection pc = open();
    Created created = new Created();
    pc.createOffer(new RTCOfferOptions(), created);
    return local(pc, await(created.done, "No offer could be made"));
  }

  /** Offers with other ICE credentials. */
  synchronized String offerAgain() throws PeerException {
    open().restartIce();
    gathered = new CompletableFuture<>();
    return offer();
  }

  /** Adds a candidate of the peer; one that cannot be used is dropped silently. */
  synchronized void addCandidate(String mid, String candidate) {
    RTCPeerConnection pc = connection;
    if (pc != null) {
      try {
        pc.addIceCandidate(new RTCIceCandidate(mid, 0, candidate));
      } catch (RuntimeException e) {
        // WHIP: a candidate that cannot be used is no error.
      }
    }
  }

  /** What the connection has done so far; {@link PeerStats#NONE} once it is closed. */
  synchronized CompletableFuture<PeerStats> stats() {
    RTCPeerConnection pc = connection;
    if (pc == null) {
      return CompletableFuture.completedFuture(PeerStats.NONE);
    }
    CompletableFuture<PeerStats> done = new CompletableFuture<>();
    pc.getStats(report -> done.completeAsync(() -> PeerStats.of(report), rtc.events()));
    return done.completeOnTimeout(PeerStats.NONE, 2, TimeUnit.SECONDS);
  }

  /**
   * Closes; the caller has removed its sinks.
   *
   * @return false if it was closed already
   */
  synchronized boolean close() {
    RTCPeerConnection pc = connection;
    if (pc == null) {
      return false;
    }
    connection = null;
    long handle = NativeHandles.of(pc);
    pc.close();
    held.forEach(NativeHandles::release);
    held.clear();
    NativeHandles.release(handle);
    tracks.forEach(Peer::dispose);
    observer.tell(PeerState.CLOSED);
    return true;
  }

  private static void dispose(MediaStreamTrack track) {
    try {
      track.dispose();
    } catch (Error e) {
      // webrtc-java's way to say that the track outlives this call: its transceiver still ends.
      LOG.debug("A track is released later: {}", e.getMessage());
    }
  }

  private void setRemote(RTCSessionDescription description) throws PeerException {
    if (description.sdp.indexOf('%') >= 0) {
      throw new PeerException("The session description has a '%', which WebRTC does not use.");
    }
    Applied done = new Applied();
    RTCPeerConnection pc = open();
    try {
      pc.setRemoteDescription(description, done);
    } catch (Error e) {
      throw unreadable(e);
    }
    await(done.done, "The session description was not accepted");
  }

  /** webrtc-java's way to say that a description cannot be parsed is a plain {@link Error}. */
  private static PeerException unreadable(Error e) {
    if (e.getClass() != Error.class) {
      throw e;
    }
    return new PeerException("The session description cannot be read: " + e.getMessage(), e);
  }

  private String local(RTCPeerConnection pc, RTCSessionDescription description)
      throws PeerException {
    Applied done = new Applied();
    pc.setLocalDescription(description, done);
    await(done.done, "This side's session description was not accepted");
    try {
      gathered.get(ice.gathering().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // What has come up by now will do: a server that does not answer must not hold up the rest.
    } catch (InterruptedException e) {
      throw interrupted();
    }
    String sdp = pc.getLocalDescription().sdp;
    if (!sdp.contains("a=candidate:")) {
      throw new PeerException(
          "This machine has no network address for media: WebRTC needs one besides loopback, and a"
              + " free UDP port"
              + (ice.minPort() == 0 ? "" : " in " + ice.minPort() + "-" + ice.maxPort())
              + ".");
    }
    return sdp;
  }

  private static <T> T await(CompletableFuture<T> future, String what) throws PeerException {
    try {
      return future.get(NEGOTIATION_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new PeerException(what + ": " + cause.getMessage(), cause);
    } catch (TimeoutException e) {
      throw new PeerException(what + " within " + NEGOTIATION_SECONDS + " s.", e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static PeerException interrupted() {
    Thread.currentThread().interrupt();
    return new PeerException("Interrupted while setting up a connection.");
  }

  /** Native callbacks: no lock, no native call, only hand on. */
  private final class Events implements PeerConnectionObserver {
    @Override
    public void onIceCandidate(RTCIceCandidate candidate) {}

    @Override
    public void onIceGatheringChange(RTCIceGatheringState s) {
      if (s == RTCIceGatheringState.COMPLETE) {
        gathered.complete(true);
      }
    }

    @Override
    public void onConnectionChange(RTCPeerConnectionState s) {
      switch (s) {
        case CONNECTED -> tell(PeerState.CONNECTED);
        case DISCONNECTED -> tell(PeerState.DISCONNECTED);
        case FAILED -> tell(PeerState.FAILED);
        case CLOSED -> tell(PeerState.CLOSED);
        case NEW, CONNECTING -> {}
      }
    }

    @Override
    public void onTrack(RTCRtpTransceiver transceiver) {
      Consumer<MediaStreamTrack> handler = onTrack;
      if (handler != null) {
        handler.accept(transceiver.getReceiver().getTrack());
      }
    }

    private void tell(PeerState next) {
      rtc.events()
          .execute(
              () -> {
                if (state != next && state != PeerState.CLOSED) {
                  state = next;
                  listener.accept(next);
                }
              });
    }
  }

  private static final class Created implements CreateSessionDescriptionObserver {
    private final CompletableFuture<RTCSessionDescription> done = new CompletableFuture<>();

    @Override
    public void onSuccess(RTCSessionDescription description) {
      done.complete(description);
    }

    @Override
    public void onFailure(String error) {
      done.completeExceptionally(new PeerException(error));
    }
  }

  private static final class Applied implements SetSessionDescriptionObserver {
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();

    @Override
    public void onSuccess() {
      done.complete(true);
    }

    @Override
    public void onFailure(String error) {
      done.completeExceptionally(new PeerException(error));
    }
  }
}
