package io.visavis.server.whip;

import io.visavis.media.sdp.IceCredentials;
import io.visavis.media.sdp.TrickleFragment;
import io.visavis.media.sdp.TrickleFragment.Candidate;
import io.visavis.media.webrtc.AnsweringPeer;
import io.visavis.media.webrtc.PeerException;
import io.visavis.media.webrtc.PeerState;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One publisher or viewer: the resource that a WHIP or WHEP request has made. Any thread but a
 * WebRTC callback's.
 */
final class MediaSession {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Ended ICE sessions whose late fragments are known as such. */
  private static final int REMEMBERED = 8;

  private final Kind kind;
  private final String id = random();
  private final String conversation;
  private final String participant;
  private final AnsweringPeer peer;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Contact contact;
  private volatile String tag = random();

  // Both guarded by this.
  private final Deque<IceCredentials> over = new ArrayDeque<>();
  private IceCredentials ice;

  /** Which way media flows, seen from the client. */
  enum Kind {
    WHIP(Set.of("audio")),
    WHEP(Set.of("audio", "video"));

    private final Set<String> media;

    Kind(Set<String> media) {
      this.media = media;
    }

    /** Kinds of sections that flow. */
    Set<String> media() {
      return media;
    }
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

  /** Whether the fragment belongs to an ICE session that a restart has ended. */
  synchronized boolean isOver(TrickleFragment fragment) {
    IceCredentials its = fragment.ice();
    return its != null && !its.equals(ice) && over.contains(its);
  }

  /** Takes the peer's further candidates. */
  void trickle(TrickleFragment fragment) {
    String first = peer.offer().media().getFirst().mid();
    for (Candidate c : fragment.candidates()) {
      peer.addCandidate(c.mid().isEmpty() ? new Candidate(first, c.line()) : c);
    }
  }

  /**
   * Restarts ICE if the fragment has other credentials than the current ones; the entity tag then
   * changes.
   *
   * @return the new answer, or null if this is no restart
   * @throws PeerException if it fails; the session goes on as it was
   */
  synchronized @Nullable String restart(TrickleFragment fragment) throws PeerException {
    IceCredentials fresh = fragment.ice();
    if (fresh == null || fresh.equals(ice)) {
      return null;
    }
    String answer = peer.restart(fresh);
    if (over.size() == REMEMBERED) {
      over.removeFirst();
    }
    over.addLast(ice);
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
