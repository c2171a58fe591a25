package io.visavis.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.linecorp.armeria.client.grpc.GrpcClients;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.visavis.media.opus.OpusEncoder;
import io.visavis.proto.v1.Control;
import io.visavis.proto.v1.ConversationsGrpc.ConversationsBlockingStub;
import io.visavis.proto.v1.ConversationsGrpc.ConversationsStub;
import io.visavis.proto.v1.CreateRequest;
import io.visavis.proto.v1.CreateResponse;
import io.visavis.proto.v1.Downstream;
import io.visavis.proto.v1.Event;
import io.visavis.proto.v1.Join;
import io.visavis.proto.v1.ParticipantSpec;
import io.visavis.proto.v1.PictureFormat;
import io.visavis.proto.v1.Upstream;
import io.visavis.proto.v1.Voice;
import io.visavis.render.Background;
import io.visavis.render.Bt601;
import io.visavis.server.testing.House;
import io.visavis.server.testing.Pcm;
import io.visavis.server.testing.TestFaces;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real client over loopback. It waits for what comes, never for a time. */
@Timeout(60)
final class ConverseTest {
  private static final House HOUSE = new House("", Map.of());
  private static final String PATH = "/v1/conversations";
  private static final String URI = "gproto+" + HOUSE.url() + "/";

  private final BlockingQueue<Object> answers = new LinkedBlockingQueue<>();

  @AfterAll
  static void close() {
    HOUSE.close();
  }

  @Test
  void shouldMoveAndShowAVoiceOfPcm() throws InterruptedException {
    CreateResponse c = create();
    StreamObserver<Upstream> up = converse(c.getParticipants(0).getPublishSecret());
    up.onNext(join(c));
    float[] speech = TestFaces.speech(1, 120);
    for (int i = 0; i < speech.length; i += 441) { // any packet size
      Voice.Builder voice = voice(i).setRate(48_000);
      up.onNext(sent(voice.setPcm16(ByteString.copyFrom(Pcm.bytes(speech, i, 441)))));
    }
    assertSeen();
    up.onCompleted(); // what was said is shown to its end, then the stream completes
    await(a -> a.equals("completed"));
  }

  @Test
  void shouldMoveAndShowAVoiceOfOpus() throws InterruptedException {
    CreateResponse c = create();
    StreamObserver<Upstream> up = converse(c.getParticipants(0).getPublishSecret());
    up.onNext(join(c));
    float[] speech = TestFaces.speech(1, 150);
    try (OpusEncoder encoder = new OpusEncoder(32_000)) {
      for (int i = 0; i < speech.length; i += OpusEncoder.FRAME) {
        up.onNext(sent(voice(i).setOpus(ByteString.copyFrom(encoder.encode(speech, i)))));
      }
    }
    assertSeen();
    up.onCompleted();
    await(a -> a.equals("completed"));
  }

  private void assertSeen() throws InterruptedException {
    await(a -> a instanceof Downstream d && d.getEvent().getKind() == Event.Kind.VOICE_BACK);
    Downstream motion = (Downstream) await(a -> a instanceof Downstream d && d.hasMotion());
    assertThat(motion.getMotion().getValuesCount()).isEqualTo(55);
    assertThat(motion.getMotion().getPortrayalOf()).isEqualTo("ann");
    Downstream picture = (Downstream) await(a -> a instanceof Downstream d && d.hasPicture());
    assertThat(picture.getPicture().getData().size()).isEqualTo(64 * 64 * 4);
    await(a -> a instanceof Downstream d && d.getTiming().getStage().equals("splat"));
    Downstream took = (Downstream) await(a -> a instanceof Downstream d && d.hasVoiceToVideo());
    assertThat(took.getVoiceToVideo().getPortrayalOf()).isEqualTo("ann");
    assertThat(took.getVoiceToVideo().getMillis() > 0)
        .isNotEqualTo(took.getVoiceToVideo().getDropped());
  }

  @Test
  void shouldShowTheBackgroundThatAControlAsksFor() throws InterruptedException {
    CreateResponse c = create();
    StreamObserver<Upstream> up = converse(c.getParticipants(0).getPublishSecret());
    up.onNext(join(c, PictureFormat.I420));
    await(a -> luma(a, 0, 64) == grey());
    up.onNext(background("#ffffff"));
    await(a -> luma(a, 0, 64) == 235);
    up.onNext(background("studio"));
    await(a -> luma(a, 0, 64) > 16 && luma(a, 0, 64) < 235 && luma(a, 0, 64) != luma(a, 63, 64));
    up.onNext(background("nowhere"));
    Downstream refused =
        (Downstream)
            await(
                a ->
                    a instanceof Downstream d
                        && d.getEvent().getKind() == Event.Kind.INPUT_REFUSED);
    assertThat(refused.getEvent().getDetail()).contains("There is no background 'nowhere'");
    up.onCompleted();
  }

  @Test
  void shouldShowAHeadFromWhereItsCreatorLooks() throws Exception {
    assertThat(bright("\"camera\":{\"yaw\":0,\"pitch\":0,\"distance\":4}"))
        .as("pixels from four times as far away")
        .isBetween(1, bright("\"identity\":\"\"") / 8);
  }

  /** Pixels of a head on white of a conversation that was made over REST. */
  private int bright(String extra) throws Exception {
    String body =
        "{\"participants\":[{\"id\":\"ann\",\"background\":\"#ffffff\",%s}]}".formatted(extra);
    JsonNode made = new ObjectMapper().readTree(HOUSE.send("POST", PATH, "", body).body());
    String secret = made.at("/participants/0/publishSecret").asText();
    StreamObserver<Upstream> up = converse(secret);
    CreateResponse c =
        CreateResponse.newBuilder().setConversation(made.at("/conversation").asText()).build();
    up.onNext(join(c, PictureFormat.I420));
    // The very first picture may have been drawn before.
    await(a -> luma(a, 0, 64) == 235);
    Object picture = await(a -> luma(a, 0, 64) == 235);
    up.onCompleted();
    await(a -> a.equals("completed"));
    HOUSE.send("DELETE", PATH + "/" + c.getConversation(), secret, "");
    int head = 0;
    for (int i = 0; i < 64 * 64; i++) {
      head += luma(picture, i, 64) < 200 ? 1 : 0;
    }
    return head;
  }

  @Test
  void shouldSendColourBesideMatte() throws InterruptedException {
    CreateResponse c = create();
    StreamObserver<Upstream> up = converse(c.getParticipants(0).getPublishSecret());
    up.onNext(join(c, PictureFormat.PACKED));
    Downstream sent = (Downstream) await(a -> a instanceof Downstream d && d.hasPicture());
    assertThat(sent.getPicture().getFormat()).isEqualTo(PictureFormat.PACKED);
    assertThat(sent.getPicture().getWidth()).isEqualTo(128);
    assertThat(sent.getPicture().getHeight()).isEqualTo(64);
    assertThat(sent.getPicture().getData().size()).isEqualTo(128 * 64 * 3 / 2);
    int head = 0;
    for (int i = 0; i < 64 * 64; i++) {
      int at = i / 64 * 128 + i % 64;
      head = luma(sent, at + 64, 64) > luma(sent, head + 64, 64) ? at : head;
    }
    assertThat(luma(sent, head, 64)).as("red").isBetween(60, 110);
    assertThat(luma(sent, head + 64, 64)).as("its matte").isGreaterThan(220);
    assertThat(luma(sent, 64, 64)).as("the matte of a corner").isEqualTo(16);
    up.onCompleted();
  }

  /** A sample of the first plane, -1 where it is no picture. */
  private static int luma(Object answer, int at, int height) {
    return answer instanceof Downstream d && d.getPicture().getHeight() == height
        ? d.getPicture().getData().byteAt(at) & 255
        : -1;
  }

  private static int grey() {
    Background.Colour c = (Background.Colour) Background.DEFAULT;
    return (int) Math.round(16 + Bt601.of(0, c.r(), c.g(), c.b()));
  }

  private static Upstream background(String name) {
    return Upstream.newBuilder()
        .setControl(Control.newBuilder().setParticipant("ann").setBackground(name))
        .build();
  }

  @Test
  void shouldAnswerJunkWithAnEventAndGoOn() throws InterruptedException {
    CreateResponse c = create();
    StreamObserver<Upstream> up = converse(c.getParticipants(0).getPublishSecret());
    up.onNext(join(c));
    up.onNext(sent(voice(7).setRate(48_000).setPcm16(ByteString.copyFrom(new byte[3]))));
    Downstream refused =
        (Downstream)
            await(
                a ->
                    a instanceof Downstream d
                        && d.getEvent().getKind() == Event.Kind.INPUT_REFUSED
                        && d.getEvent().getAtSample() == 7);
    assertThat(refused.getEvent().getDetail()).contains("3 bytes");
    await(a -> a instanceof Downstream d && d.hasMotion());
    up.onCompleted();
  }

  @Test
  void shouldRefuseASecondVoiceAndAWrongSecret() throws InterruptedException {
    CreateResponse c = create();
    String secret = c.getParticipants(0).getPublishSecret();
    StreamObserver<Upstream> first = converse(secret);
    first.onNext(join(c));
    await(a -> a instanceof Downstream d && d.hasMotion());
    converse(secret).onNext(join(c));
    assertRefused(Status.Code.ALREADY_EXISTS);
    converse("wrong").onNext(join(c));
    assertRefused(Status.Code.PERMISSION_DENIED);
    converse(secret).onNext(sent(voice(0)));
    assertRefused(Status.Code.PERMISSION_DENIED);
    first.onCompleted();
  }

  @Test
  void shouldRefuseAnUnknownAvatar() {
    ConversationsBlockingStub stub = GrpcClients.newClient(URI, ConversationsBlockingStub.class);
    CreateRequest request =
        CreateRequest.newBuilder()
            .addParticipants(ParticipantSpec.newBuilder().setId("a").setAvatar("zoe"))
            .build();
    assertThatThrownBy(() -> stub.create(request))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("NOT_FOUND")
        .hasMessageContaining("zoe");
  }

  private void assertRefused(Status.Code code) throws InterruptedException {
    Object error = await(a -> a instanceof Throwable);
    assertThat(Status.fromThrowable((Throwable) error).getCode()).isEqualTo(code);
  }

  private static CreateResponse create() {
    return GrpcClients.newClient(URI, ConversationsBlockingStub.class)
        .create(
            CreateRequest.newBuilder()
                .addParticipants(ParticipantSpec.newBuilder().setId("ann"))
                .build());
  }

  private StreamObserver<Upstream> converse(String secret) {
    return GrpcClients.builder(URI)
        .responseTimeoutMillis(0)
        .setHeader("authorization", "Bearer " + secret)
        .build(ConversationsStub.class)
        .converse(
            new StreamObserver<>() {
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
            });
  }

  private Object await(Predicate<Object> wanted) throws InterruptedException {
    while (true) {
      Object answer = answers.poll(30, TimeUnit.SECONDS);
      assertThat(answer).as("an answer").isNotNull();
      if (answer != null && wanted.test(answer)) {
        return answer;
      }
    }
  }

  private static Upstream join(CreateResponse c) {
    return join(c, PictureFormat.RGBA);
  }

  private static Upstream join(CreateResponse c, PictureFormat format) {
    return Upstream.newBuilder()
        .setJoin(
            Join.newBuilder()
                .setConversation(c.getConversation())
                .setParticipant("ann")
                .setWantMotion(true)
                .setWantTiming(true)
                .setWantPictures(format)
                .setPictureSize(64))
        .build();
  }

  private static Voice.Builder voice(int index) {
    return Voice.newBuilder().setParticipant("ann").setSampleIndex(index);
  }

  private static Upstream sent(Voice.Builder voice) {
    return Upstream.newBuilder().setVoice(voice).build();
  }
}
