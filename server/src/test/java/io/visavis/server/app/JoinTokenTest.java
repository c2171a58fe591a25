package io.visavis.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.client.grpc.GrpcClients;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.visavis.proto.v1.ConversationsGrpc.ConversationsBlockingStub;
import io.visavis.proto.v1.ConversationsGrpc.ConversationsStub;
import io.visavis.proto.v1.CreateRequest;
import io.visavis.proto.v1.Downstream;
import io.visavis.proto.v1.Event;
import io.visavis.proto.v1.Join;
import io.visavis.proto.v1.ParticipantSpec;
import io.visavis.proto.v1.Upstream;
import io.visavis.proto.v1.Voice;
import io.visavis.server.security.Grants;
import io.visavis.server.security.TokenAlgorithm;
import io.visavis.server.security.TokenKeys;
import io.visavis.server.security.TokenMint;
import io.visavis.server.testing.House;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Tokens in the place of secrets, over every transport of a real port. */
final class JoinTokenTest {
  private static final String SECRET = "an issuer's secret of more than 32 bytes";
  private static final String CREATE = "/v1/conversations";
  private static final String TWO = "{\"participants\":[{\"id\":\"ann\"},{\"id\":\"bob\"}]}";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final House HOUSE =
      new House("visavis.lanes.max-portrayals = 20", Map.of("VISAVIS_TOKEN_SECRET", SECRET));
  private static final String CREATOR = token(true);

  @AfterAll
  static void close() {
    HOUSE.close();
  }

  @Test
  void shouldCreateWithATokenThatGrantsIt() throws Exception {
    assertThat(HOUSE.send("POST", CREATE, "", TWO).statusCode()).isEqualTo(401);
    assertThat(HOUSE.send("POST", CREATE, token(false), TWO).statusCode()).isEqualTo(403);
    HttpResponse<String> expired = HOUSE.send("POST", CREATE, expired(), TWO);
    assertThat(expired.statusCode()).isEqualTo(401);
    assertThat(JSON.readTree(expired.body()).at("/detail").asText()).contains("has expired");
    String id = create();
    assertThat(HOUSE.send("DELETE", CREATE + "/" + id, CREATOR, "").statusCode()).isEqualTo(403);
    JsonNode info = JSON.readTree(HOUSE.send("GET", "/v1/info", "", "").body());
    assertThat(info.at("/apiKeyNeeded").asBoolean()).isTrue();
  }

  @Test
  void shouldReadAndChangeWhatATokenGrants() throws Exception {
    String id = create();
    String path = CREATE + "/" + id;
    String watch = token(false, join(id, "ann", false));
    String publish = token(false, join(id, "ann", true));
    String sad = "{\"participants\":[{\"id\":\"ann\",\"emotion\":{\"sad\":1}}]}";
    assertThat(HOUSE.send("GET", path, watch, "").statusCode()).isEqualTo(200);
    assertThat(HOUSE.send("GET", path, token(false, join("else", "*", true)), "").statusCode())
        .isEqualTo(403);
    assertThat(HOUSE.send("PATCH", path, watch, sad).statusCode()).isEqualTo(403);
    assertThat(HOUSE.send("PATCH", path, publish, sad).statusCode()).isEqualTo(200);
    assertThat(HOUSE.send("PATCH", path, publish, sad.replace("ann", "bob")).statusCode())
        .isEqualTo(403);
    assertThat(HOUSE.send("DELETE", path, watch, "").statusCode()).isEqualTo(403);
    assertThat(HOUSE.send("DELETE", path, publish, "").statusCode()).isEqualTo(204);
  }

  /** What is let in is refused for its body: 415 is past the guard. */
  @Test
  void shouldPublishAndWatchOverWhipAndWhep() throws Exception {
    String id = create();
    String ann = id + "/ann";
    String watch = token(false, join(id, "ann", false));
    String publish = token(false, join(id, "ann", true));
    assertThat(HOUSE.send("POST", "/whip/" + ann, publish, "v=0").statusCode()).isEqualTo(415);
    assertThat(HOUSE.send("POST", "/whip/" + ann, watch, "v=0").statusCode()).isEqualTo(403);
    assertThat(HOUSE.send("POST", "/whep/" + ann, watch, "v=0").statusCode()).isEqualTo(415);
    assertThat(HOUSE.send("POST", "/whep/" + ann, publish, "v=0").statusCode()).isEqualTo(403);
    String bob = "/whep/" + id + "/bob";
    assertThat(HOUSE.send("POST", bob, watch, "v=0").statusCode()).isEqualTo(403);
    String all = token(false, join(id, "*", false));
    assertThat(HOUSE.send("POST", bob, all, "v=0").statusCode()).isEqualTo(415);
    assertThat(HOUSE.send("POST", bob, expired(join(id, "*", false)), "v=0").statusCode())
        .isEqualTo(401);
  }

  @Test
  void shouldCreateAndJoinOverGrpc() throws Exception {
    String id = client(CREATOR, ConversationsBlockingStub.class).create(ann()).getConversation();
    assertThat(answer(id, token(false, join(id, "ann", false)), false)).isEqualTo(Status.Code.OK);
    assertThat(answer(id, token(false, join(id, "ann", true)), true)).isEqualTo(Status.Code.OK);
    assertThat(answer(id, token(false, join(id, "ann", false)), true))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
    assertThat(answer(id, CREATOR, false)).isEqualTo(Status.Code.PERMISSION_DENIED);
    assertThat(answer(id, expired(join(id, "ann", true)), false))
        .isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  /** Joins, and speaks if asked to: OK once motion comes, or the voice is looked at. */
  private static Status.Code answer(String conversation, String token, boolean speak)
      throws Exception {
    CompletableFuture<Status.Code> answer = new CompletableFuture<>();
    StreamObserver<Upstream> up =
        client(token, ConversationsStub.class).converse(new Answer(answer));
    up.onNext(
        Upstream.newBuilder()
            .setJoin(
                Join.newBuilder()
                    .setConversation(conversation)
                    .setParticipant("ann")
                    .setWantMotion(!speak))
            .build());
    if (speak) {
      Voice silent = Voice.newBuilder().setParticipant("ann").setRate(48_000).build();
      up.onNext(Upstream.newBuilder().setVoice(silent).build());
    }
    Status.Code code = answer.get(30, TimeUnit.SECONDS);
    if (code == Status.Code.OK) {
      up.onCompleted();
    }
    return code;
  }

  private record Answer(CompletableFuture<Status.Code> to) implements StreamObserver<Downstream> {
    @Override
    public void onNext(Downstream message) {
      // Who may speak is told what is wrong with the voice; who may not is cut off.
      if (message.hasMotion() || message.getEvent().getKind() == Event.Kind.INPUT_REFUSED) {
        to.complete(Status.Code.OK);
      }
    }

    @Override
    public void onError(Throwable t) {
      to.complete(Status.fromThrowable(t).getCode());
    }

    @Override
    public void onCompleted() {}
  }

  private static <T> T client(String token, Class<T> stub) {
    return GrpcClients.builder("gproto+" + HOUSE.url() + "/")
        .responseTimeoutMillis(0)
        .setHeader("authorization", "Bearer " + token)
        .build(stub);
  }

  private static CreateRequest ann() {
    return CreateRequest.newBuilder()
        .addParticipants(ParticipantSpec.newBuilder().setId("ann"))
        .build();
  }

  private static String create() throws Exception {
    HttpResponse<String> created = HOUSE.send("POST", CREATE, CREATOR, TWO);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return JSON.readTree(created.body()).at("/conversation").asText();
  }

  private static Grants.Join join(String conversation, String participant, boolean publish) {
    return new Grants.Join(conversation, participant, publish, !publish);
  }

  private static String token(boolean create, Grants.Join... joins) {
    return token(InstantSource.system(), create, joins);
  }

  private static String expired(Grants.Join... joins) {
    return token(() -> java.time.Instant.now().minusSeconds(7_200), true, joins);
  }

  private static String token(InstantSource clock, boolean create, Grants.Join... joins) {
    return new TokenMint(TokenAlgorithm.HS256, TokenKeys.secret(SECRET), clock)
        .mint(new Grants(create, List.of(joins)), Duration.ofHours(1), "", "");
  }
}
