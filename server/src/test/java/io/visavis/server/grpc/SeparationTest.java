package io.visavis.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import com.linecorp.armeria.client.grpc.GrpcClients;
import io.grpc.stub.StreamObserver;
import io.visavis.avatar.registry.AvatarRegistry;
import io.visavis.inference.audio.WavFile;
import io.visavis.inference.model.MotionModel;
import io.visavis.proto.v1.ConversationsGrpc.ConversationsBlockingStub;
import io.visavis.proto.v1.ConversationsGrpc.ConversationsStub;
import io.visavis.proto.v1.CreateRequest;
import io.visavis.proto.v1.CreateResponse;
import io.visavis.proto.v1.Downstream;
import io.visavis.proto.v1.Join;
import io.visavis.proto.v1.ParticipantAccess;
import io.visavis.proto.v1.ParticipantSpec;
import io.visavis.proto.v1.PictureFormat;
import io.visavis.proto.v1.PortrayalMotion;
import io.visavis.proto.v1.Upstream;
import io.visavis.proto.v1.Voice;
import io.visavis.server.offline.OfflineAnimator;
import io.visavis.server.testing.House;
import io.visavis.server.testing.Pcm;
import io.visavis.server.testing.TestFaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Fifty people at once, each with a tone for a voice and a colour for a face, on one server. */
@Timeout(120)
final class SeparationTest {
  private static final int PEOPLE = 50;
  private static final int RATE = 48_000;
  private static final int FRAME = 1_920;
  private static final int SAMPLES = 3 * RATE;
  private static final int SIZE = 64;

  @TempDir private Path dumps;

  @Test
  void shouldGiveEverybodyTheirOwnVoiceFaceAndMotion() throws Exception {
    List<Person> people = new ArrayList<>();
    AvatarRegistry avatars =
        new AvatarRegistry(
            IntStream.range(0, PEOPLE).mapToObj(SeparationTest::avatar).toList(),
            name -> TestFaces.avatar(name, red(of(name)), green(of(name)), blue(of(name))),
            null,
            null);
    String config =
        "visavis.lanes.max-portrayals = 60, visavis.avatars.default = face0, visavis.voice.dump-directory = \""
            + dumps
            + "\"";
    try (House house = new House(config, Map.of(), avatars)) {
      for (int i = 0; i < PEOPLE; i += 2) {
        people.addAll(pair(house, i));
      }
      people.forEach(Person::say);
      for (Person p : people) {
        p.completed.get(60, TimeUnit.SECONDS);
      }
    }
    float[][] heard = new float[PEOPLE][];
    for (Person p : people) {
      heard[p.number] = WavFile.read(p.dump()).samples();
      assertThat(loudestTone(heard[p.number])).as("the voice of %d", p.number).isEqualTo(p.number);
      p.assertOwnColour();
    }
    try (MotionModel model = TestFaces.model()) {
      List<float[]> before = List.of();
      for (Person p : people) {
        List<float[]> own = p.animated(model, heard[p.number], heard[p.number ^ 1]);
        p.assertMovesAs(own);
        assertThat(before.isEmpty() || differ(before, own)).as("what %d says", p.number).isTrue();
        before = own;
      }
    }
  }

  private static String avatar(int i) {
    return "face" + i;
  }

  private static int of(String avatar) {
    return Integer.parseInt(avatar.substring("face".length()));
  }

  private static float red(int i) {
    return 0.1f + 0.2f * (i % 5);
  }

  private static float green(int i) {
    return 0.1f + 0.2f * (i / 5 % 5);
  }

  private static float blue(int i) {
    return i < 25 ? 0.1f : 0.9f;
  }

  private static double hertz(int i) {
    return 200 + 20 * i;
  }

  /** Whose tone it is: the strongest of all by Goertzel's algorithm. */
  private static int loudestTone(float[] pcm) {
    int loudest = 0;
    double most = 0;
    for (int i = 0; i < PEOPLE; i++) {
      double c = 2 * Math.cos(2 * Math.PI * hertz(i) / RATE);
      double a = 0;
      double b = 0;
      for (float sample : pcm) {
        double next = sample + c * a - b;
        b = a;
        a = next;
      }
      double power = a * a + b * b - c * a * b;
      if (power > most) {
        most = power;
        loudest = i;
      }
    }
    return loudest;
  }

  private static boolean differ(List<float[]> a, List<float[]> b) {
    for (int n = 0; n < Math.min(a.size(), b.size()); n++) {
      for (int i = 0; i < a.get(n).length; i++) {
        if (Math.abs(a.get(n)[i] - b.get(n)[i]) > 0.01) {
          return true;
        }
      }
    }
    return false;
  }

  private List<Person> pair(House house, int first) {
    String uri = "gproto+" + house.url() + "/";
    CreateResponse c =
        GrpcClients.newClient(uri, ConversationsBlockingStub.class)
            .create(
                CreateRequest.newBuilder()
                    .addParticipants(
                        ParticipantSpec.newBuilder().setId("ann").setAvatar(avatar(first)))
                    .addParticipants(
                        ParticipantSpec.newBuilder().setId("bob").setAvatar(avatar(first + 1)))
                    .setSeed(100L * first)
                    .build());
    return List.of(new Person(uri, first, c, 0), new Person(uri, first + 1, c, 1));
  }

  /** One of them, and what came back. */
  private final class Person implements StreamObserver<Downstream> {
    private final int number;
    private final long seed;
    private final String conversation;
    private final ParticipantAccess access;
    private final StreamObserver<Upstream> up;
    private final CompletableFuture<Void> completed = new CompletableFuture<>();
    private final List<PortrayalMotion> motions = new ArrayList<>();
    private final List<int[]> colours = new ArrayList<>();

    Person(String uri, int number, CreateResponse created, int seat) {
      this.number = number;
      this.seed = 100L * (number - seat) + seat;
      this.conversation = created.getConversation();
      this.access = created.getParticipants(seat);
      this.up =
          GrpcClients.builder(uri)
              .responseTimeoutMillis(0)
              .maxResponseLength(0)
              .setHeader("authorization", "Bearer " + access.getPublishSecret())
              .build(ConversationsStub.class)
              .converse(this);
      up.onNext(
          Upstream.newBuilder()
              .setJoin(
                  Join.newBuilder()
                      .setConversation(conversation)
                      .setParticipant(access.getId())
                      .setWantMotion(true)
                      .setWantPictures(PictureFormat.RGBA)
                      .setPictureSize(SIZE)
                      .setPaced(true))
              .build());
    }

    /** Everything at once, as an agent does. */
    void say() {
      float[] pcm = new float[SAMPLES];
      for (int i = 0; i < pcm.length; i++) {
        double t = i / (double) RATE;
        double loud = 0.4 * Math.max(0, Math.sin(2 * Math.PI * 3.1 * t + number));
        pcm[i] = (float) (loud * Math.sin(2 * Math.PI * hertz(number) * t));
      }
      for (int at = 0; at < pcm.length; at += RATE) {
        up.onNext(
            Upstream.newBuilder()
                .setVoice(
                    Voice.newBuilder()
                        .setParticipant(access.getId())
                        .setSampleIndex(at)
                        .setRate(RATE)
                        .setPcm16(ByteString.copyFrom(Pcm.bytes(pcm, at, RATE)))
                        .setEnds(at + RATE == pcm.length))
                .build());
      }
      up.onCompleted();
    }

    @Override
    public synchronized void onNext(Downstream message) {
      if (message.hasMotion()) {
        motions.add(message.getMotion());
      } else if (message.hasPicture()) {
        colours.add(colour(message.getPicture().getData()));
      }
    }

    /** Where most is covered: the triangle moves. */
    private int[] colour(ByteString pixels) {
      int at = 0;
      for (int i = 0; i < pixels.size(); i += 4) {
        at = (pixels.byteAt(i + 3) & 255) > (pixels.byteAt(at + 3) & 255) ? i : at;
      }
      return new int[] {
        pixels.byteAt(at) & 255, pixels.byteAt(at + 1) & 255, pixels.byteAt(at + 2) & 255
      };
    }

    @Override
    public void onError(Throwable t) {
      completed.completeExceptionally(t);
    }

    @Override
    public void onCompleted() {
      completed.complete(null);
    }

    Path dump() {
      return dumps.resolve(conversation + "-" + access.getId() + ".wav");
    }

    synchronized void assertOwnColour() {
      assertThat(colours).as("pictures of %d", number).isNotEmpty();
      int[] own = {
        Math.round(255 * red(number)),
        Math.round(255 * green(number)),
        Math.round(255 * blue(number))
      };
      for (int[] seen : colours) {
        for (int k = 0; k < 3; k++) {
          assertThat(seen[k]).as("colour %d of %d", k, number).isCloseTo(own[k], within(20));
        }
      }
    }

    List<float[]> animated(MotionModel model, float[] self, float[] partner) throws IOException {
      List<float[]> frames = new ArrayList<>();
      OfflineAnimator.run(
          model,
          new OfflineAnimator.Input(
              self,
              Math.min(self.length, partner.length) / FRAME,
              partner,
              List.of(),
              List.of(),
              seed),
          (n, stream) -> frames.add(stream.motion().clone()));
      return frames;
    }

    synchronized void assertMovesAs(List<float[]> own) {
      int compared = 0;
      for (PortrayalMotion motion : motions) {
        assertThat(motion.getPortrayalOf()).isEqualTo(access.getId());
        // The last frames needed samples that the end left unread.
        if (motion.getN() < own.size() - 3) {
          float[] expected = own.get((int) motion.getN());
          for (int i = 0; i < expected.length; i++) {
            assertThat(motion.getValues(i))
                .as("value %d of frame %d of %d", i, motion.getN(), number)
                .isCloseTo(expected[i], within(0.001f));
          }
          compared++;
        }
      }
      assertThat(compared).as("frames of %d", number).isGreaterThan(50);
    }
  }
}
