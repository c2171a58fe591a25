package io.visavis.bench.siege;

import com.google.protobuf.ByteString;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpHeaderNames;
import io.visavis.proto.v1.Control;
import io.visavis.proto.v1.Emotion;
import io.visavis.proto.v1.Join;
import io.visavis.proto.v1.Motion;
import io.visavis.proto.v1.MotionSpace;
import io.visavis.proto.v1.Upstream;
import io.visavis.proto.v1.Voice;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Somebody with a token and a seat, who sends nonsense to where it lets them. */
final class Guest {
  private static final String CHANGE =
      "{\"participants\":[{\"id\":\"eve\",\"emotion\":{\"happy\":1.5},\"relation\":\"blood,equal\"}]}";
  private static final int MESSAGES = 6;

  private final Sender sender;
  private final Seat seat;
  private final Offers offers;

  Guest(Sender sender, Seat seat, Offers offers) {
    this.sender = sender;
    this.seat = seat;
    this.offers = offers;
  }

  Answer tries(SplittableRandom random) {
    String place = seat.conversation() + "/" + seat.participant();
    return switch (random.nextInt(6)) {
      case 0 -> new Answer("JSON", patch(Garbled.text(CHANGE, random)));
      case 1 -> new Answer("SDP of a voice", offer("/whip/" + place, offers.voice(), random));
      case 2 -> new Answer("SDP of a viewer", offer("/whep/" + place, offers.viewer(), random));
      case 3 -> new Answer("a stream", converse(random));
      case 4 -> {
        ByteString big = ByteString.copyFrom(new byte[300_000]);
        yield new Answer(
            "a message too large", sender.grpc("Converse", seat.token(), List.of(big)));
      }
      default -> new Answer("JSON too deep or large", patch(deep(random)));
    };
  }

  private static String deep(SplittableRandom random) {
    return random.nextBoolean() ? "[".repeat(30_000) : "{\"a\":" + "9".repeat(90_000) + "}";
  }

  private int patch(String body) {
    String path = "/v1/conversations/" + seat.conversation();
    return sender.http("PATCH", path, seat.token(), "application/json", body).status().code();
  }

  /** What native code takes after all is taken back. */
  private int offer(String path, String offer, SplittableRandom random) {
    String sdp = Garbled.text(offer, random);
    AggregatedHttpResponse r = sender.http("POST", path, seat.token(), "application/sdp", sdp);
    String session = r.headers().get(HttpHeaderNames.LOCATION);
    if (r.status().code() == 201 && session != null) {
      sender.http("DELETE", session, seat.token(), "", "");
    }
    return r.status().code();
  }

  /** Joins, and says what is no voice, no motion and no control, or no message at all. */
  private int converse(SplittableRandom random) {
    List<ByteString> messages = new ArrayList<>();
    messages.add(
        Upstream.newBuilder()
            .setJoin(
                Join.newBuilder()
                    .setConversation(seat.conversation())
                    .setParticipant(seat.participant()))
            .build()
            .toByteString());
    for (int i = 0; i < MESSAGES; i++) {
      messages.add(message(random));
    }
    return sender.grpc("Converse", seat.token(), messages);
  }

  private ByteString message(SplittableRandom random) {
    Upstream.Builder up = Upstream.newBuilder();
    switch (random.nextInt(4)) {
      case 0 -> {
        byte[] noise = new byte[random.nextInt(1_500)];
        random.nextBytes(noise);
        up.setVoice(voice(random).setOpus(ByteString.copyFrom(noise)));
      }
      case 1 ->
          up.setVoice(voice(random).setPcm16(ByteString.copyFrom(new byte[random.nextInt(9_000)])));
      case 2 -> {
        Motion.Builder motion = Motion.newBuilder().setParticipant(seat.participant());
        motion.setSpace(random.nextBoolean() ? MotionSpace.ARKIT : MotionSpace.FLAME);
        motion.setT(random.nextBoolean() ? Double.NaN : random.nextDouble(-1e9, 1e9));
        for (int i = random.nextInt(120); i > 0; i--) {
          motion.addValues(
              random.nextInt(3) == 0 ? Float.NaN : (float) random.nextDouble(-1e9, 1e9));
        }
        up.setMotion(motion);
      }
      default ->
          up.setControl(
              Control.newBuilder()
                  .setParticipant(random.nextBoolean() ? seat.participant() : "anna")
                  .setAtSample(random.nextLong())
                  .setEmotion(
                      Emotion.newBuilder()
                          .putIntensity("happy", random.nextBoolean() ? Float.NaN : -1e30f)));
    }
    byte[] bytes = up.build().toByteArray();
    return ByteString.copyFrom(random.nextInt(3) == 0 ? Garbled.bytes(bytes, random) : bytes);
  }

  private Voice.Builder voice(SplittableRandom random) {
    return Voice.newBuilder()
        .setParticipant(seat.participant())
        .setSampleIndex(random.nextLong() >>> random.nextInt(64))
        .setRate(List.of(0, 8_000, 48_000, 44_100, -1).get(random.nextInt(5)));
  }
}
