package io.visavis.server.testing;

import com.google.protobuf.ByteString;
import com.linecorp.armeria.client.grpc.GrpcClients;
import io.grpc.stub.StreamObserver;
import io.visavis.media.opus.OpusEncoder;
import io.visavis.proto.v1.ConversationsGrpc.ConversationsBlockingStub;
import io.visavis.proto.v1.ConversationsGrpc.ConversationsStub;
import io.visavis.proto.v1.CreateRequest;
import io.visavis.proto.v1.CreateResponse;
import io.visavis.proto.v1.Downstream;
import io.visavis.proto.v1.Event;
import io.visavis.proto.v1.Join;
import io.visavis.proto.v1.ParticipantSpec;
import io.visavis.proto.v1.Upstream;
import io.visavis.proto.v1.Voice;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A conversation of Ann's, and a gRPC stream that has joined it and watches her motion. */
public final class JoinedStream {
  private final BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
  private final CreateResponse created;
  private final StreamObserver<Upstream> up;

  /**
   * Creates one and joins.
   *
   * @param url of a server
   */
  public JoinedStream(String url) throws InterruptedException {
    String uri = "gproto+" + url + "/";
    created =
        GrpcClients.newClient(uri, ConversationsBlockingStub.class)
            .create(
                CreateRequest.newBuilder()
                    .addParticipants(ParticipantSpec.newBuilder().setId("ann"))
                    .build());
    up =
        GrpcClients.builder(uri)
            .responseTimeoutMillis(0)
            .setHeader("authorization", "Bearer " + secret())
            .build(ConversationsStub.class)
            .converse(new Answers());
    Join.Builder join =
        Join.newBuilder().setConversation(conversation()).setParticipant("ann").setWantMotion(true);
    up.onNext(Upstream.newBuilder().setJoin(join).build());
    motion();
  }

  /** Its id. */
  public String conversation() {
    return created.getConversation();
  }

  /** Ann's publish secret. */
  public String secret() {
    return created.getParticipants(0).getPublishSecret();
  }

  /** The number of the next motion frame that comes. */
  public long motion() throws InterruptedException {
    while (true) {
      Object answer = next();
      if (answer instanceof Downstream d && d.hasMotion()) {
        return d.getMotion().getN();
      }
      if (!(answer instanceof Downstream)) {
        throw new AssertionError("The stream has ended: " + answer);
      }
    }
  }

  /** Gives a second of Ann's voice, in Opus. */
  public void speakOpus() {
    float[] speech = TestFaces.speech(1, 150);
    try (OpusEncoder encoder = new OpusEncoder(32_000)) {
      for (int i = 0; i + OpusEncoder.FRAME <= speech.length; i += OpusEncoder.FRAME) {
        Voice.Builder voice =
            Voice.newBuilder()
                .setParticipant("ann")
                .setSampleIndex(i)
                .setOpus(ByteString.copyFrom(encoder.encode(speech, i)));
        up.onNext(Upstream.newBuilder().setVoice(voice).build());
      }
    }
  }

  /** Waits for an event of that kind. */
  public void event(Event.Kind kind) throws InterruptedException {
    Object answer = next();
    while (!(answer instanceof Downstream d && d.getEvent().getKind() == kind)) {
      if (!(answer instanceof Downstream)) {
        throw new AssertionError("The stream has ended: " + answer);
      }
      answer = next();
    }
  }

  /** Forgets what has come. */
  public void forget() {
    answers.clear();
  }

  /** How it ends: its last message's event, and then how the stream ends. */
  public List<Object> end() throws InterruptedException {
    List<Object> last = new ArrayList<>(List.of(Event.Kind.KIND_UNSPECIFIED));
    while (true) {
      Object answer = next();
      if (answer instanceof Downstream d) {
        last.set(0, d.getEvent().getKind());
      } else {
        last.add(answer);
        return last;
      }
    }
  }

  private Object next() throws InterruptedException {
    return Objects.requireNonNull(answers.poll(60, TimeUnit.SECONDS), "no answer");
  }

  private final class Answers implements StreamObserver<Downstream> {
    @Override
    public void onNext(Downstream message) {
      answers.add(message);
    }

    @Override
    public void onError(Throwable t) {
      answers.add(t);
    }

    @Override
    public void onCompleted() {
      answers.add("completed");
    }
  }
}
