package io.visavis.bench.siege;

import com.google.protobuf.ByteString;
import io.visavis.proto.v1.CreateRequest;
import io.visavis.proto.v1.Join;
import io.visavis.proto.v1.ParticipantSpec;
import io.visavis.proto.v1.Upstream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Somebody without a token, or with one that nobody has signed. Nothing lets them in. */
final class Stranger {
  private static final String CREATE = "{\"participants\":[{\"id\":\"eve\"},{\"id\":\"mal\"}]}";

  private final Sender sender;
  private final Seat seat;
  private final Offers offers;

  /**
   * Knows where others sit.
   *
   * @param seat whose real token is what forged ones are made of
   */
  Stranger(Sender sender, Seat seat, Offers offers) {
    this.sender = sender;
    this.seat = seat;
    this.offers = offers;
  }

  Answer tries(SplittableRandom random) throws IOException {
    String token = Garbled.token(seat.token(), random);
    String place = seat.conversation() + "/" + seat.participant();
    return switch (random.nextInt(8)) {
      case 0 -> {
        String body = random.nextBoolean() ? CREATE : Garbled.text(CREATE, random);
        yield new Answer("create", rest("POST", "/v1/conversations", token, body));
      }
      case 1 -> {
        String method = List.of("GET", "PATCH", "DELETE").get(random.nextInt(3));
        yield new Answer(
            "change", rest(method, "/v1/conversations/" + seat.conversation(), token, "{}"));
      }
      case 2 -> new Answer("publish", offer("/whip/" + place, token, offers.voice(), random));
      case 3 -> new Answer("watch", offer("/whep/" + place, token, offers.viewer(), random));
      case 4 -> new Answer("create, gRPC", sender.grpc("Create", token, List.of(create(random))));
      case 5 -> new Answer("join, gRPC", sender.grpc("Converse", token, List.of(join())));
      case 6 -> new Answer("a request that is none", sender.raw(request(random)));
      default -> new Answer("a body of megabytes", megabytes(token));
    };
  }

  private int rest(String method, String path, String token, String body) {
    return sender.http(method, path, token, "application/json", body).status().code();
  }

  private int offer(String path, String token, String offer, SplittableRandom random) {
    String sdp = random.nextBoolean() ? offer : Garbled.text(offer, random);
    return sender.http("POST", path, token, "application/sdp", sdp).status().code();
  }

  private int megabytes(String token) {
    return rest("POST", "/v1/conversations", token, " ".repeat(3_000_000));
  }

  private static ByteString create(SplittableRandom random) {
    byte[] message =
        CreateRequest.newBuilder()
            .addParticipants(ParticipantSpec.newBuilder().setId("eve"))
            .build()
            .toByteArray();
    return ByteString.copyFrom(random.nextBoolean() ? message : Garbled.bytes(message, random));
  }

  private ByteString join() {
    return Upstream.newBuilder()
        .setJoin(
            Join.newBuilder()
                .setConversation(seat.conversation())
                .setParticipant(seat.participant())
                .setWantMotion(true))
        .build()
        .toByteString();
  }

  private byte[] request(SplittableRandom random) {
    String path = "/v1/conversations/" + seat.conversation();
    String text =
        switch (random.nextInt(8)) {
          case 0 -> "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003";
          case 1 -> "GET " + path + " HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(60_000) + "\r\n\r\n";
          case 2 -> "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n{}";
          case 3 ->
              "POST "
                  + path
                  + " HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n"
                  + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET "
                  + path
                  + " HTTP/1.1\r\n\r\n";
          case 4 ->
              "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999999\r\n\r\n{";
          case 5 -> "GET /../../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n";
          case 6 -> "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\u0004\u0008\0\0\0\0\0\0\0\0\0";
          default -> Garbled.text("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n", random);
        };
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
