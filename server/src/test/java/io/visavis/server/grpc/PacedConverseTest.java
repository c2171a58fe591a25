package io.visavis.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import com.linecorp.armeria.client.grpc.GrpcClients;
import io.grpc.stub.StreamObserver;
import io.visavis.inference.audio.WavFile;
import io.visavis.inference.model.MotionModel;
import io.visavis.proto.v1.Control;
import io.visavis.proto.v1.ConversationsGrpc.ConversationsBlockingStub;
import io.visavis.proto.v1.ConversationsGrpc.ConversationsStub;
import io.visavis.proto.v1.CreateRequest;
import io.visavis.proto.v1.CreateResponse;
import io.visavis.proto.v1.Downstream;
import io.visavis.proto.v1.Event;
import io.visavis.proto.v1.Flush;
import io.visavis.proto.v1.Join;
import io.visavis.proto.v1.ParticipantSpec;
import io.visavis.proto.v1.Upstream;
import io.visavis.proto.v1.Voice;
import io.visavis.server.offline.OfflineAnimator;
import io.visavis.server.testing.House;
import io.visavis.server.testing.Pcm;
import io.visavis.server.testing.Sentence;
import io.visavis.server.testing.TestFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent over loopback that sends whole sentences. It waits for what comes, never for a time. */
@Timeout(60)
final class PacedConverseTest {
  private static final int RATE = 48_000;
  private static final int FRAME = 1_920;
  private static final int MESSAGE = 100_000; // samples

  @TempDir private Path dumps;

  private final BlockingQueue<Object> answers = new LinkedBlockingQueue<>();

  @Test
  void shouldMoveToASentenceThatComesAtOnceAsAnimateDoes() throws Exception {
    float[] sentence = Sentence.pcm(4);
    List<Downstream> all = new ArrayList<>();
    try (House house = house()) {
      StreamObserver<Upstream> up = join(house);
      say(up, sentence);
      all.addAll(until(Event.Kind.PLAYBACK_FINISHED));
      up.onCompleted();
      assertThat(rest(all)).isEqualTo("completed");
    }
    assertThat(events(all))
        .containsExactly("JOINED 0", "PLAYBACK_STARTED 0", "PLAYBACK_FINISHED " + sentence.length);
    List<Long> shown = framesBetweenEvents(all);
    for (int i = 1; i < shown.size(); i++) {
      assertThat(shown.get(i)).as("every frame once").isEqualTo(shown.get(i - 1) + 1);
    }
    assertThat((double) shown.size()).isEqualTo(25 * 4, within(2.0));

    float[] heard = dump();
    int start = start(heard, sentence);
    for (int i = 0; i < sentence.length; i++) {
      assertThat(heard[start + i]).as("sample %d", i).isEqualTo(sentence[i], within(4e-5f));
    }
    assertAsAnimated(heard, all);
  }

  @Test
  void shouldHearAFlushBehindMinutesOfVoiceAndTheNextSentenceBehindIt() throws Exception {
    float[] sentence = Sentence.pcm(2);
    List<Downstream> all = new ArrayList<>();
    try (House house = house()) {
      StreamObserver<Upstream> up = join(house);
      float[] endless = new float[90 * RATE];
      for (int i = 0; i < endless.length; i++) {
        endless[i] = 0.3f * (float) Math.sin(0.02 * i);
      }
      say(up, endless);
      all.addAll(until(Event.Kind.PLAYBACK_STARTED));
      up.onNext(
          Upstream.newBuilder()
              .setControl(
                  Control.newBuilder().setParticipant("ann").setFlush(Flush.getDefaultInstance()))
              .build());
      say(up, sentence);
      up.onCompleted(); // what was said after the flush is shown to its end
      assertThat(rest(all)).isEqualTo("completed");
    }
    List<Event> told = all.stream().filter(Downstream::hasEvent).map(d -> d.getEvent()).toList();
    Event cut = told.get(2);
    assertThat(events(all))
        .containsExactly(
            "JOINED 0",
            "PLAYBACK_STARTED 0",
            "PLAYBACK_FINISHED " + cut.getAtSample(),
            "PLAYBACK_STARTED 0",
            "PLAYBACK_FINISHED " + sentence.length);
    assertThat(cut.getInterrupted()).isTrue();
    assertThat(cut.getAtSample()).isLessThan(45L * RATE);
    assertThat(told.getLast().getInterrupted()).isFalse();
    assertThat(start(dump(), sentence)).as("the sentence is heard").isPositive();
  }

  @Test
  void shouldTakeAnEndWithoutAudioOfAPacedVoiceOnly() throws Exception {
    try (House house = house()) {
      StreamObserver<Upstream> up = join(house);
      up.onNext(voice(new float[9_600], 0, 9_600, false));
      up.onNext(
          Upstream.newBuilder()
              .setVoice(Voice.newBuilder().setParticipant("ann").setEnds(true))
              .build());
      List<Downstream> all = until(Event.Kind.PLAYBACK_FINISHED);
      assertThat(events(all)).endsWith("PLAYBACK_FINISHED 9600");
      up.onNext(Upstream.newBuilder().setVoice(Voice.newBuilder().setParticipant("ann")).build());
      all = until(Event.Kind.INPUT_REFUSED);
      assertThat(all.getLast().getEvent().getDetail()).contains("no audio");
      up.onCompleted();
    }
  }

  private House house() {
    return new House("visavis.voice.dump-directory = \"" + dumps + "\"", Map.of());
  }

  private StreamObserver<Upstream> join(House house) {
    String uri = "gproto+" + house.url() + "/";
    CreateResponse c =
        GrpcClients.newClient(uri, ConversationsBlockingStub.class)
            .create(
                CreateRequest.newBuilder()
                    .addParticipants(ParticipantSpec.newBuilder().setId("ann"))
                    .setSeed(5)
                    .build());
    StreamObserver<Upstream> up =
        GrpcClients.builder(uri)
            .responseTimeoutMillis(0)
            .setHeader("authorization", "Bearer " + c.getParticipants(0).getPublishSecret())
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
    up.onNext(
        Upstream.newBuilder()
            .setJoin(
                Join.newBuilder()
                    .setConversation(c.getConversation())
                    .setParticipant("ann")
                    .setWantMotion(true)
                    .setPaced(true))
            .build());
    return up;
  }

  private static void say(StreamObserver<Upstream> up, float[] pcm) {
    for (int i = 0; i < pcm.length; i += MESSAGE) {
      int n = Math.min(MESSAGE, pcm.length - i);
      up.onNext(voice(pcm, i, n, i + n == pcm.length));
    }
  }

  private static Upstream voice(float[] pcm, int from, int count, boolean ends) {
    return Upstream.newBuilder()
        .setVoice(
            Voice.newBuilder()
                .setParticipant("ann")
                .setSampleIndex(from)
                .setRate(RATE)
                .setPcm16(ByteString.copyFrom(Pcm.bytes(pcm, from, count)))
                .setEnds(ends))
        .build();
  }

  /** What comes, to the first event of that kind. */
  private List<Downstream> until(Event.Kind kind) throws InterruptedException {
    List<Downstream> all = new ArrayList<>();
    while (true) {
      Object answer = answers.poll(30, TimeUnit.SECONDS);
      assertThat(answer).isInstanceOf(Downstream.class);
      if (answer instanceof Downstream d) {
        all.add(d);
        if (d.getEvent().getKind() == kind) {
          return all;
        }
      }
    }
  }

  /** Adds what comes to the end of the stream; gives how it ended. */
  private Object rest(List<Downstream> all) throws InterruptedException {
    while (true) {
      Object answer = answers.poll(30, TimeUnit.SECONDS);
      if (!(answer instanceof Downstream d)) {
        return String.valueOf(answer);
      }
      all.add(d);
    }
  }

  private static List<String> events(List<Downstream> all) {
    return all.stream()
        .filter(Downstream::hasEvent)
        .map(d -> d.getEvent().getKind() + " " + d.getEvent().getAtSample())
        .toList();
  }

  private static List<Long> framesBetweenEvents(List<Downstream> all) {
    List<Long> frames = new ArrayList<>();
    boolean playing = false;
    for (Downstream d : all) {
      switch (d.getEvent().getKind()) {
        case PLAYBACK_STARTED -> playing = true;
        case PLAYBACK_FINISHED -> playing = false;
        default -> {}
      }
      if (playing && d.hasMotion()) {
        frames.add(d.getMotion().getN());
      }
    }
    return frames;
  }

  /** The voice as the portrayal heard it. */
  private float[] dump() throws IOException {
    try (var files = Files.list(dumps)) {
      return WavFile.read(files.findFirst().orElseThrow()).samples();
    }
  }

  /** Where the sentence begins in what was heard; -1 if it does not. */
  private static int start(float[] heard, float[] sentence) {
    int loud = 0;
    while (Math.abs(sentence[loud]) < 0.01f) {
      loud++;
    }
    for (int at = 0; at + sentence.length <= heard.length; at++) {
      boolean same = true;
      for (int i = loud; i < loud + 4_000 && same; i++) {
        same = Math.abs(heard[at + i] - sentence[i]) < 4e-5f;
      }
      if (same) {
        return at;
      }
    }
    return -1;
  }

  private static void assertAsAnimated(float[] heard, List<Downstream> all) throws IOException {
    List<float[]> offline = new ArrayList<>();
    try (MotionModel model = TestFaces.model()) {
      OfflineAnimator.run(
          model,
          new OfflineAnimator.Input(heard, heard.length / FRAME, null, List.of(), List.of(), 5),
          (n, stream) -> offline.add(stream.motion().clone()));
    }
    int compared = 0;
    for (Downstream d : all) {
      // The last frames needed samples that the stream's end left unread.
      if (d.hasMotion() && d.getMotion().getN() < offline.size() - 3) {
        float[] expected = offline.get((int) d.getMotion().getN());
        for (int i = 0; i < expected.length; i++) {
          assertThat(d.getMotion().getValues(i))
              .as("value %d of frame %d", i, d.getMotion().getN())
              .isEqualTo(expected[i], within(0.001f));
        }
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(95);
  }
}
