package io.visavis.server.whip;

import io.visavis.media.sdp.IceCredentials;
import io.visavis.media.sdp.TrickleFragment;
import io.visavis.media.webrtc.AnsweringPeer;
import io.visavis.media.webrtc.PeerException;
import io.visavis.media.webrtc.PeerState;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One publisher or viewer: the resource that a WHIP or WHEP request has made. Any thread but a
 * WebRTC callback's.
 */
final class MediaSession {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Kind kind;
  private final String id = random();
  private final String conversation;
  private final String participant;
  private final AnsweringPeer peer;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Contact contact;
  private volatile String tag = random();
  private volatile IceCredentials ice;

  /** Which way media flows, seen from the client. */
  enum Kind {
    WHIP,
    WHEP
  }

  MediaSession(
      Kind kind,
      String conversation,
      String participant,
      AnsweringPeer peer,
      long nowNanos,
      Runnable release) {
    this.kind = kind;
    this.conversation = conversation;
    this.participant = participant;
    this.peer = peer;
    this.release = release;
    this.ice = peer.offer().ice();
    contact = new Contact(nowNanos);
  }

  Kind kind() {
    return kind;
  }

  /** Unguessable. */
  String id() {
    return id;
  }

  String conversation() {
    return conversation;
  }

  String participant() {
    return participant;
  }

  String answer() {
    return peer.answer();
  }

  /** The entity tag of the current ICE session, without quotes. */
  String tag() {
    return tag;
  }

  Contact contact() {
    return contact;
  }

  PeerState state() {
    return peer.state();
  }

  boolean isRestart(TrickleFragment fragment) {
    IceCredentials fresh = fragment.ice();
    return fresh != null && !fresh.equals(ice);
  }

  void trickle(TrickleFragment fragment) {
    fragment.candidates().forEach(peer::addCandidate);
  }

  /**
   * Restarts ICE; the entity tag changes.
   *
   * @return the new answer
   * @throws PeerException if that fails; the session goes on as it was
   */
  synchronized String restart(IceCredentials fresh, TrickleFragment fragment) throws PeerException {
    String answer = peer.restart(fresh);
    ice = fresh;
    tag = random();
    trickle(fragment);
    return answer;
  }

  /** Asks what has arrived so far, for {@link Contact}; the reply comes later. */
  void pollArrivals(long nowNanos) {
    if (kind == Kind.WHIP) {
      var _ = peer.stats().thenAccept(s -> contact.received(s.packetsReceived(), nowNanos));
    }
  }

  /** Closes the connection, then gives back what the session held. Harmless when repeated. */
  void close() {
    if (closed.compareAndSet(false, true)) {
      peer.close();
      release.run();
    }
  }

  private static String random() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
