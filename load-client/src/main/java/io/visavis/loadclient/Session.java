package io.visavis.loadclient;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.visavis.media.webrtc.PeerException;
import io.visavis.media.webrtc.WebRtc;
import io.visavis.proto.v1.CreateRequest;
import io.visavis.proto.v1.CreateResponse;
import io.visavis.proto.v1.Downstream;
import io.visavis.proto.v1.Join;
import io.visavis.proto.v1.ParticipantAccess;
import io.visavis.proto.v1.ParticipantSpec;
import io.visavis.proto.v1.Upstream;
import io.visavis.proto.v1.Voice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One conversation: two voices that take turns, and viewers of their portrayals. */
final class Session implements AutoCloseable {
  private final List<Watch> watches = new ArrayList<>();
  private final Map<String, Samples> stages;
  private final Map<String, Integer> events;
  private final StreamObserver<Upstream> up;
  private final List<ParticipantAccess> participants;
  private volatile boolean measuring;
  private volatile boolean ending;
  private volatile @Nullable String failure;

  /**
   * Creates the conversation, joins it, and watches its portrayals.
   *
   * @param watched portrayals to watch, 1 or 2
   * @param stages gets the time of every stage, by name
   * @param events gets the number of events, by kind
   */
  Session(
      WebRtc rtc,
      Target target,
      @Nullable String apiKey,
      int number,
      int watched,
      Map<String, Samples> stages,
      Map<String, Integer> events)
      throws LoadException, PeerException, InterruptedException {
    this.stages = stages;
    this.events = events;
    CreateResponse created = create(target, apiKey, number);
    participants = created.getParticipantsList();
    String secrets =
        participants.get(0).getPublishSecret() + "," + participants.get(1).getPublishSecret();
    up = target.grpc(secrets).converse(new Down());
    for (ParticipantAccess p : participants) {
      up.onNext(
          Upstream.newBuilder()
              .setJoin(
                  Join.newBuilder()
                      .setConversation(created.getConversation())
                      .setParticipant(p.getId())
                      .setWantTiming(true))
              .build());
    }
    try {
      for (ParticipantAccess p : participants.subList(0, watched)) {
        Watch w = new Watch(rtc, target, created.getConversation(), p.getId(), p.getWatchSecret());
        watches.add(w);
        w.connect();
      }
    } catch (LoadException | PeerException | InterruptedException e) {
      close();
      throw e;
    }
  }

  /**
   * Says the next 20 ms of both voices: one speaks while the other is silent.
   *
   * @param piece counts from 0
   */
  void speak(long piece, List<Speech> speech) {
    if (failure != null) {
      return;
    }
    Speech a = speech.get(0);
    Speech b = speech.get(1 % speech.size());
    long turn = piece % (a.pieces().size() + b.pieces().size());
    boolean first = turn < a.pieces().size();
    say(0, piece, a, first ? a.pieces().get((int) turn) : a.silence());
    say(1, piece, b, first ? b.silence() : b.pieces().get((int) (turn - a.pieces().size())));
  }

  /** Counts from now on. */
  void begin() {
    measuring = true;
    watches.forEach(Watch::begin);
  }

  /** What the viewers have seen since. */
  List<Report.Seen> end(double seconds) {
    measuring = false;
    return watches.stream().map(w -> w.end(seconds)).toList();
  }

  /** Why the conversation ended early, or null. */
  @Nullable String failure() {
    return failure;
  }

  @Override
  public void close() {
    ending = true;
    watches.forEach(Watch::close);
    try {
      up.onCompleted();
    } catch (IllegalStateException e) {
      // The stream has ended already; failure() says why.
    }
  }

  private void say(int who, long piece, Speech speech, byte[] data) {
    Voice.Builder v =
        Voice.newBuilder()
            .setParticipant(participants.get(who).getId())
            .setSampleIndex(piece * Speech.PIECE);
    if (speech.rate() == 0) {
      v.setOpus(ByteString.copyFrom(data));
    } else {
      v.setPcm16(ByteString.copyFrom(data)).setRate(speech.rate());
    }
    try {
      up.onNext(Upstream.newBuilder().setVoice(v).build());
    } catch (IllegalStateException e) {
      // The stream has ended already; failure() says why.
    }
  }

  private static CreateResponse create(Target target, @Nullable String apiKey, int number)
      throws LoadException, InterruptedException {
    CompletableFuture<CreateResponse> reply = new CompletableFuture<>();
    target
        .grpc(apiKey)
        .create(
            CreateRequest.newBuilder()
                .addParticipants(ParticipantSpec.newBuilder().setId("anna"))
                .addParticipants(ParticipantSpec.newBuilder().setId("bert"))
                .setSeed(number)
                .build(),
            new Reply(reply));
    try {
      CreateResponse r = reply.get(15, TimeUnit.SECONDS);
      if (r.getParticipantsCount() != 2) {
        throw new LoadException(
            "The server at " + target.url() + " gave no secrets for two participants.");
      }
      return r;
    } catch (TimeoutException e) {
      throw new LoadException("The server at " + target.url() + " did not answer within 15 s.");
    } catch (ExecutionException e) {
      throw new LoadException(refusal(target, number, Status.fromThrowable(e)));
    }
  }

  private static String refusal(Target target, int number, Status status) {
    String why = Session.sentence(status);
    return switch (status.getCode()) {
      case UNAVAILABLE, UNKNOWN, UNIMPLEMENTED ->
          "No visavis server answers at " + target.url() + " (" + why + ").";
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          "The server at " + target.url() + " wants an API key: " + why + ".";
      default -> "The server refused session " + (number + 1) + ": " + why + ".";
    };
  }

  private static String sentence(Status status) {
    String d = status.getDescription();
    String s = d == null || d.isEmpty() ? status.getCode().toString() : d;
    return s.endsWith(".") ? s.substring(0, s.length() - 1) : s;
  }

  /** The answer to one call. */
  private record Reply(CompletableFuture<CreateResponse> to)
      implements StreamObserver<CreateResponse> {
    @Override
    public void onNext(CreateResponse value) {
      to.complete(value);
    }

    @Override
    public void onError(Throwable t) {
      to.completeExceptionally(t);
    }

    @Override
    public void onCompleted() {}
  }

  /** What comes back on the stream. */
  private final class Down implements StreamObserver<Downstream> {
    @Override
    public void onNext(Downstream d) {
      if (!measuring) {
        return;
      }
      if (d.hasTiming()) {
        stages
            .computeIfAbsent(d.getTiming().getStage(), s -> new Samples())
            .add(d.getTiming().getMicros() / 1e3);
      } else if (d.hasEvent()) {
        events.merge(d.getEvent().getKind().name(), 1, Integer::sum);
      }
    }

    @Override
    public void onError(Throwable t) {
      if (!ending) {
        failure = "A conversation broke off: " + sentence(Status.fromThrowable(t)) + ".";
      }
    }

    @Override
    public void onCompleted() {
      if (!ending) {
        failure = "The server ended a conversation early.";
      }
    }
  }

  /** Collections for {@code stages} and {@code events}. */
  static <V> Map<String, V> shared() {
    return new ConcurrentHashMap<>();
  }
}
