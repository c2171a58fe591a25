package io.visavis.loadclient;

import io.grpc.stub.StreamObserver;
import io.visavis.media.webrtc.PeerException;
import io.visavis.media.webrtc.WebRtc;
import io.visavis.proto.v1.CreateResponse;
import io.visavis.proto.v1.Join;
import io.visavis.proto.v1.ParticipantAccess;
import io.visavis.proto.v1.Upstream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One conversation: what its participants send, and the viewers of their portrayals. */
final class Session {
  private final List<Viewer> viewers = new ArrayList<>();
  private final SendTimes sent;
  private final Downlink down = new Downlink();
  private final Target target;
  private final CreateResponse created;
  private final Script script;
  private final StreamObserver<Upstream> up;

  /**
   * Joins a conversation that has been created, and watches its portrayals.
   *
   * @param rtc null where no pictures are watched
   * @param number counts from 0
   */
  Session(
      Target target,
      @Nullable WebRtc rtc,
      CreateResponse created,
      int number,
      List<Speech> speech,
      Plan plan,
      Live live)
      throws LoadException, PeerException, InterruptedException {
    this.target = target;
    this.created = created;
    sent = new SendTimes(Speech.samples(plan.packetMillis()));
    List<ParticipantAccess> people = created.getParticipantsList();
    script =
        new Script(number, people.stream().map(ParticipantAccess::getId).toList(), speech, plan);
    String secrets =
        people.stream().map(ParticipantAccess::getPublishSecret).collect(Collectors.joining(","));
    up = target.grpc(secrets).converse(down);
    boolean motion = plan.receive() == Receive.MOTION;
    for (ParticipantAccess p : people) {
      if (motion) {
        MotionViewer viewer = new MotionViewer(portrayal(p), sent, live);
        viewers.add(viewer);
        down.add(p.getId(), viewer);
      }
      up.onNext(join(p, motion));
    }
    if (rtc != null) {
      try {
        watch(rtc, people.subList(0, plan.watched()), live);
      } catch (LoadException | PeerException | InterruptedException e) {
        leave();
        delete(0);
        throw e;
      }
    }
  }

  private void watch(WebRtc rtc, List<ParticipantAccess> people, Live live)
      throws LoadException, PeerException, InterruptedException {
    for (ParticipantAccess p : people) {
      PictureViewer viewer = new PictureViewer(rtc, target, portrayal(p), p.getWatchSecret(), live);
      viewers.add(viewer);
      viewer.connect();
    }
  }

  private Upstream join(ParticipantAccess p, boolean motion) {
    return Upstream.newBuilder()
        .setJoin(
            Join.newBuilder()
                .setConversation(created.getConversation())
                .setParticipant(p.getId())
                .setWantMotion(motion)
                // Timings are of pictures.
                .setWantTiming(!motion))
        .build();
  }

  private String portrayal(ParticipantAccess p) {
    return created.getConversation() + "/" + p.getId();
  }

  /**
   * Sends the next piece of all participants. One thread.
   *
   * @param piece counts from 0
   */
  void send(long piece) {
    sent.sent(piece, System.nanoTime());
    try {
      script.piece(piece).forEach(up::onNext);
    } catch (IllegalStateException e) {
      // The stream has ended already; failure() says why.
    }
  }

  /** Counts from now on, from nothing. */
  void begin(Tally tally) {
    down.tally(tally);
    viewers.forEach(Viewer::begin);
  }

  /** Counts no more. */
  void stop() {
    down.tally(null);
    viewers.forEach(Viewer::stop);
  }

  /** Those who take its portrayals. */
  List<Viewer> viewers() {
    return viewers;
  }

  /** Why the conversation ended early, or null. */
  @Nullable String failure() {
    return down.failure();
  }

  /** Says and watches no more; the thread that sends must have let go of it. */
  void leave() {
    down.ending();
    viewers.forEach(Viewer::close);
    try {
      up.onCompleted();
    } catch (IllegalStateException e) {
      // The stream has ended already; failure() says why.
    }
  }

  /** Deletes the conversation, when what was said has been shown to its end, or after so long. */
  void delete(long millis) throws InterruptedException {
    down.await(millis);
    target.delete(
        "/v1/conversations/" + created.getConversation(),
        created.getParticipants(0).getPublishSecret());
  }
}
