package io.visavis.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.client.grpc.GrpcClients;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.visavis.proto.v1.ConversationsGrpc.ConversationsStub;
import io.visavis.proto.v1.Downstream;
import io.visavis.proto.v1.Join;
import io.visavis.proto.v1.Upstream;
import io.visavis.server.security.Grants;
import io.visavis.server.security.TokenAlgorithm;
import io.visavis.server.security.TokenKeys;
import io.visavis.server.security.TokenMint;
import io.visavis.server.testing.House;
import io.visavis.server.testing.RawHttp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Nothing that lets somebody in is written to a log, however much of it is asked for. */
final class SecretsInLogsTest {
  private static final String KEY = "the-api-key-of-this-run";
  private static final String TOKEN_SECRET = "the-token-secret-of-this-run-0123456789";
  private static final String TURN = "the-turn-credential-of-this-run";
  private static final String CREATE = "/v1/conversations";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    root.addAppender(log);
    root.setLevel(Level.TRACE); // as -Dvisavis.log=TRACE does
  }

  @AfterEach
  void stop() {
    root.setLevel(before);
    root.detachAppender(log);
  }

  @Test
  void shouldKeepSecretsOutOfTheLog() throws Exception {
    List<String> secrets = new ArrayList<>(List.of(KEY, TOKEN_SECRET, TURN));
    try (House house =
        new House(
            "visavis.ice.servers = [{urls = [\"turn:turn.example\"], username = u, credential-env = TURN}]",
            Map.of("VISAVIS_API_KEY", KEY, "VISAVIS_TOKEN_SECRET", TOKEN_SECRET, "TURN", TURN))) {
      String body = "{\"participants\":[{\"id\":\"ann\"}]}";
      JsonNode created = JSON.readTree(house.send("POST", CREATE, KEY, body).body());
      assertThat(created.toString()).contains(TURN);
      assertThat(house.send("GET", "/v1/info", "", "").body()).doesNotContain(TURN);
      String id = created.at("/conversation").asText();
      String publish = created.at("/participants/0/publishSecret").asText();
      String watch = created.at("/participants/0/watchSecret").asText();
      String token = token(Duration.ofHours(1), id);
      secrets.addAll(List.of(publish, watch, token, token(Duration.ofDays(2), id)));
      String wrong = "a-wrong-secret-that-may-be-right-elsewhere";
      secrets.add(wrong);
      for (String shown : List.of(publish, watch, token, secrets.get(6), wrong, KEY)) {
        house.send("POST", CREATE, shown, "{");
        house.send("GET", CREATE + "/" + id, shown, "");
        house.send("PATCH", CREATE + "/" + id, shown, body);
        house.send("POST", "/whip/" + id + "/ann", shown, "v=0");
        house.send("POST", "/whep/" + id + "/ann", shown, "v=0");
        house.send("GET", "/nowhere?token=" + shown, shown, "");
        RawHttp.exchange(
            house.server().port(),
            "OPTIONS /v1/conversations",
            "Host: localhost",
            "Authorization: Bearer " + shown);
        join(house, id, shown);
      }
      house.send("DELETE", CREATE + "/" + id, token, "");
    }
    PatternLayout layout = new PatternLayout();
    layout.setContext(root.getLoggerContext());
    layout.setPattern("%d %level %logger %thread %mdc %msg %kvp %ex{full}");
    layout.start();
    List<String> lines = log.list.stream().map(layout::doLayout).toList();
    assertThat(lines).anyMatch(l -> l.contains("Conversation ") && l.contains(" begins"));
    for (String secret : secrets) {
      assertThat(lines).as("%s…", secret.substring(0, 6)).noneMatch(l -> l.contains(secret));
    }
  }

  private static String token(Duration validity, String conversation) {
    return new TokenMint(
            TokenAlgorithm.HS256, TokenKeys.secret(TOKEN_SECRET), InstantSource.system())
        .mint(
            new Grants(false, List.of(new Grants.Join(conversation, "ann", true, true))),
            validity,
            "",
            "");
  }

  /** Joins over gRPC and leaves at once, let in or not. */
  private static void join(House house, String conversation, String secret) throws Exception {
    CompletableFuture<String> end = new CompletableFuture<>();
    StreamObserver<Upstream> up =
        GrpcClients.builder("gproto+" + house.url() + "/")
            .setHeader("authorization", "Bearer " + secret)
            .build(ConversationsStub.class)
            .converse(
                new StreamObserver<Downstream>() {
                  @Override
                  public void onNext(Downstream message) {}

                  @Override
                  public void onError(Throwable t) {
                    end.complete(Status.fromThrowable(t).getCode().name());
                  }

                  @Override
                  public void onCompleted() {
                    end.complete("completed");
                  }
                });
    Join join = Join.newBuilder().setConversation(conversation).setParticipant("ann").build();
    up.onNext(Upstream.newBuilder().setJoin(join).build());
    up.onCompleted();
    assertThat(end.get(30, TimeUnit.SECONDS)).isNotEmpty();
  }
}
