package io.visavis.server.whip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.linecorp.armeria.client.grpc.GrpcClients;
import io.grpc.stub.StreamObserver;
import io.visavis.media.webrtc.IceSettings;
import io.visavis.media.webrtc.VideoReceiver;
import io.visavis.media.webrtc.VoiceSender;
import io.visavis.media.webrtc.WebRtc;
import io.visavis.proto.v1.ConversationsGrpc.ConversationsStub;
import io.visavis.proto.v1.Downstream;
import io.visavis.proto.v1.Join;
import io.visavis.proto.v1.Motion;
import io.visavis.proto.v1.PictureFormat;
import io.visavis.proto.v1.Upstream;
import io.visavis.proto.v1.Voice;
import io.visavis.server.testing.Census;
import io.visavis.server.testing.House;
import io.visavis.server.testing.Pcm;
import io.visavis.server.testing.TestFaces;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a server holds when a hundred have come and gone: as much as before. */
final class ComeAndGoTest {
  private static final String PATH = "/v1/conversations";
  private static final float[] SPEECH = TestFaces.speech(0.2, 120);
  private static final int AT_ONCE = 8;
  private static final int SESSIONS = 100;
  private static final int ROUNDS = 3;

  /** Bytes of heap that are none of the sessions': the JVM and the libraries have caches. */
  private static final long MOST_HEAP = 1_000_000;

  /** Threads and files that come and go with the compiler and the connections' pools. */
  private static final long MOST_OF_A_POOL = 8;

  private final House house =
      new House("visavis.lanes.max-portrayals = 20", Map.of(), TestFaces.avatars());
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** One session, from its creation to its end. */
  @FunctionalInterface
  private interface Session {
    void run(JsonNode conversation, int number) throws Exception;
  }

  @Test
  void shouldHoldNothingOfHundredGrpcSessions() throws Exception {
    comeAndGo(40, this::talkByGrpc, 64_000_000);
  }

  @Tag("long")
  @Test
  void shouldHoldNothingOfHundredWebRtcSessions() throws Exception {
    comeAndGo(40, this::talkByWebRtc, 60_000_000);
  }

  private void comeAndGo(int warmUp, Session session, long mostResident) throws Exception {
    try (house) {
      run(warmUp, session);
      Census before = Census.atRest();
      Census grown = before;
      // What is kept grows with every hundred; what a cache or the compiler takes, only once.
      for (int round = 0; round < ROUNDS && !flat(grown, mostResident); round++) {
        run(SESSIONS, session);
        assertThat(house.server().conversations().all()).isEmpty();
        Census after = Census.atRest();
        System.out.printf("before: %s%nafter:  %s%n", before, after);
        grown = after.since(before);
        before = after;
      }
      assertThat(grown)
          .as("what came to it with the last %d", SESSIONS)
          .matches(g -> flat(g, mostResident));
    } finally {
      client.close();
    }
  }

  private static boolean flat(Census grown, long mostResident) {
    return grown.heap() < MOST_HEAP
        && grown.threads() < MOST_OF_A_POOL
        && grown.files() < MOST_OF_A_POOL
        && grown.resident() < mostResident;
  }

  private void run(int sessions, Session session) throws Exception {
    try (ExecutorService some = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < sessions; i++) {
        int number = i;
        all.add(
            some.submit(
                () -> {
                  JsonNode made = create();
                  session.run(made, number);
                  end(made);
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private JsonNode create() throws Exception {
    String body = "{\"participants\":[{\"id\":\"ann\"},{\"id\":\"bob\"}]}";
    return new ObjectMapper().readTree(house.send("POST", PATH, "", body).body());
  }

  private void end(JsonNode made) throws Exception {
    String path = PATH + "/" + made.at("/conversation").asText();
    assertThat(house.send("DELETE", path, publish(made), "").statusCode()).isLessThan(300);
  }

  private static String publish(JsonNode made) {
    return made.at("/participants/0/publishSecret").asText();
  }

  /** Every third one just vanishes, others end their stream; all have motion and a picture. */
  private void talkByGrpc(JsonNode made, int number) throws Exception {
    CountDownLatch moved = new CountDownLatch(2);
    CountDownLatch shown = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    StreamObserver<Upstream> up =
        GrpcClients.builder("gproto+" + house.url() + "/")
            .responseTimeoutMillis(0)
            .setHeader("authorization", "Bearer " + publish(made))
            .build(ConversationsStub.class)
            .converse(
                new StreamObserver<>() {
                  @Override
                  public void onNext(Downstream message) {
                    if (message.hasMotion()) {
                      moved.countDown();
                    }
                    if (message.hasPicture()) {
                      shown.countDown();
                    }
                  }

                  @Override
                  public void onError(Throwable t) {
                    over.countDown();
                  }

                  @Override
                  public void onCompleted() {
                    over.countDown();
                  }
                });
    up.onNext(
        Upstream.newBuilder()
            .setJoin(
                Join.newBuilder()
                    .setConversation(made.at("/conversation").asText())
                    .setParticipant("ann")
                    .setWantMotion(true)
                    .setWantPictures(PictureFormat.RGBA)
                    .setPictureSize(64))
            .build());
    for (int at = 0; at + 960 <= SPEECH.length; at += 960) {
      up.onNext(
          Upstream.newBuilder()
              .setVoice(
                  Voice.newBuilder()
                      .setParticipant("ann")
                      .setSampleIndex(at)
                      .setRate(48_000)
                      .setPcm16(ByteString.copyFrom(Pcm.bytes(SPEECH, at, 960))))
              .build());
      up.onNext(
          Upstream.newBuilder()
              .setMotion(
                  Motion.newBuilder()
                      .setParticipant("ann")
                      .setT(at / 48_000.0)
                      .addAllValues(Collections.nCopies(55, 0.1f)))
              .build());
    }
    assertThat(moved.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(shown.await(30, TimeUnit.SECONDS)).isTrue();
    if (number % 3 == 0) {
      up.onError(new InterruptedException("gone"));
    } else {
      up.onCompleted();
      assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** A voice by WHIP, a face by WHEP, and offers behind which there is nobody. */
  private void talkByWebRtc(JsonNode made, int number) throws Exception {
    WebRtc rtc = WebRtc.open();
    String whip = "/whip/" + made.at("/conversation").asText() + "/";
    String whep = "/whep/" + made.at("/conversation").asText() + "/ann";
    String watch = made.at("/participants/0/watchSecret").asText();
    String bob = made.at("/participants/1/publishSecret").asText();
    CountDownLatch shown = new CountDownLatch(3);
    CountDownLatch heard = new CountDownLatch(20);
    try (VoiceSender microphone = new VoiceSender(rtc, IceSettings.DEFAULT, "test", s -> {});
        VideoReceiver viewer =
            new VideoReceiver(
                rtc,
                IceSettings.DEFAULT,
                (picture, at) -> shown.countDown(),
                (pcm, n, at) -> heard.countDown(),
                s -> {})) {
      HttpResponse<String> publisher = post(whip + "ann", publish(made), microphone.offer());
      microphone.answer(publisher.body());
      viewer.answer(post(whep, watch, viewer.offer()).body());
      var _ = post(whip + "bob", bob, Offers.microphone());
      var _ = post(whep, watch, Offers.viewer());
      microphone.voice().push(SPEECH, 0, SPEECH.length);
      assertThat(shown.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(heard.await(30, TimeUnit.SECONDS)).isTrue();
      if (number % 2 == 0) {
        String session = publisher.headers().firstValue("location").orElseThrow();
        assertThat(house.send("DELETE", session, publish(made), "").statusCode()).isEqualTo(200);
      }
    }
  }

  private HttpResponse<String> post(String path, String secret, String offer) throws Exception {
    HttpResponse<String> r =
        client.send(
            HttpRequest.newBuilder(URI.create(house.url() + path))
                .header("Content-Type", Endpoint.SDP)
                .header("Authorization", "Bearer " + secret)
                .POST(HttpRequest.BodyPublishers.ofString(offer))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(r.statusCode()).as(r.body()).isEqualTo(201);
    return r;
  }
}
