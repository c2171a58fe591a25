package io.visavis.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.client.grpc.GrpcClients;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.visavis.proto.v1.ConversationsGrpc.ConversationsBlockingStub;
import io.visavis.proto.v1.ConversationsGrpc.ConversationsStub;
import io.visavis.proto.v1.CreateRequest;
import io.visavis.proto.v1.CreateResponse;
import io.visavis.proto.v1.Downstream;
import io.visavis.proto.v1.Join;
import io.visavis.proto.v1.ParticipantSpec;
import io.visavis.proto.v1.Upstream;
import io.visavis.server.config.ConfigException;
import io.visavis.server.testing.House;
import io.visavis.server.testing.RawHttp;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one client may take, over a real port. */
@Timeout(120)
final class ClientLimitsTest {
  private static final String FORWARDED = "X-Forwarded-For";
  private static final String SLOW = "visavis.limits.clients { requests-per-second = 1, %s }";

  @Test
  void shouldAskAClientThatIsTooQuickToWait() throws Exception {
    try (House house = new House(SLOW.formatted("request-burst = 5"), Map.of())) {
      HttpResponse<String> refused = exhaust(house, "203.0.113.1");
      assertThat(refused.headers().firstValue("retry-after")).contains("1");
      assertThat(refused.headers().firstValue("content-type")).contains("application/problem+json");
      assertThat(refused.body()).contains("1 requests a second");
      assertThat(house.get("/v1/info", FORWARDED, "203.0.113.2").statusCode())
          .as("a header that nobody vouches for")
          .isEqualTo(429);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gproto", "gproto-web", "gproto-web-text"})
  void shouldTellAGrpcClientThatItIsTooQuickInGrpcsOwnTerms(String format) throws Exception {
    try (House house = new House(SLOW.formatted("request-burst = 5"), Map.of())) {
      exhaust(house, "203.0.113.1");
      String uri = format + "+" + house.url() + "/";
      ConversationsBlockingStub unary = GrpcClients.newClient(uri, ConversationsBlockingStub.class);
      assertThatThrownBy(() -> unary.create(CreateRequest.getDefaultInstance()))
          .isInstanceOfSatisfying(StatusRuntimeException.class, ClientLimitsTest::tooQuick);
      Answers stream = new Answers();
      GrpcClients.newClient(uri, ConversationsStub.class).converse(stream);
      assertThat(stream.next())
          .isInstanceOfSatisfying(StatusRuntimeException.class, ClientLimitsTest::tooQuick);
      assertThat(house.server().conversations().all()).isEmpty();
    }
  }

  private static void tooQuick(StatusRuntimeException refused) {
    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(refused.getStatus().getDescription()).contains("1 requests a second");
  }

  @Test
  void shouldTellClientsBehindATrustedProxyApart() throws Exception {
    String proxy = "request-burst = 5, trusted-proxies = [\"127.0.0.0/8\", \"10.0.0.7\"]";
    try (House house = new House(SLOW.formatted(proxy), Map.of())) {
      exhaust(house, "203.0.113.1");
      assertThat(house.get("/v1/info", FORWARDED, "203.0.113.2").statusCode()).isEqualTo(200);
      assertThat(house.get("/v1/info", FORWARDED, "198.51.100.9, 203.0.113.1").statusCode())
          .as("what a client writes before its own address")
          .isEqualTo(429);
      assertThat(house.get("/v1/info", FORWARDED, "203.0.113.1, 10.0.0.7").statusCode())
          .as("two proxies")
          .isEqualTo(429);
    }
  }

  @Test
  void shouldNotHinderAPageOrALoadClient() throws Exception {
    try (House house = new House("", Map.of())) {
      for (int i = 0; i < 600; i++) {
        assertThat(house.send("GET", "/livez", "", "").statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void shouldHoldOnlySoManyConnectionsOfAClient() throws Exception {
    String few = "visavis.limits.clients.connections = 2";
    try (House house = new House(few, Map.of())) {
      int port = house.server().port();
      List<Socket> sockets = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
        assertThat(status(sockets.get(i))).isEqualTo(200);
      }
      try (Socket third = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assertThat(ended(third)).isTrue();
      }
      assertThat(status(sockets.get(0))).as("the others go on").isEqualTo(200);
      sockets.get(0).close();
      int status = -1; // once the server has noticed
      while (status != 200) {
        try (Socket next = new Socket(InetAddress.getLoopbackAddress(), port)) {
          status = status(next);
        } catch (SocketException e) {
          status = -1;
        }
      }
      sockets.get(1).close();
    }
  }

  @Test
  void shouldHangUpOnThoseWhoSayNothing() throws Exception {
    String short200 = "visavis.limits.clients.first-request = 200 ms";
    try (House house = new House(short200, Map.of());
        Socket silent = new Socket(InetAddress.getLoopbackAddress(), house.server().port());
        Socket slow = new Socket(InetAddress.getLoopbackAddress(), house.server().port())) {
      slow.getOutputStream()
          .write("GET /v1/info HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.US_ASCII));
      assertThat(ended(silent)).isTrue();
      assertThat(ended(slow)).isTrue();
    }
  }

  @Test
  void shouldRefuseHeadersThatAreTooLarge() throws Exception {
    try (House house = new House("", Map.of())) {
      int port = house.server().port();
      String host = "Host: localhost";
      String small = RawHttp.exchange(port, "GET /v1/info", host, "X-A: " + "a".repeat(12_000));
      assertThat(RawHttp.status(small)).isEqualTo(200);
      String large = RawHttp.exchange(port, "GET /v1/info", host, "X-A: " + "a".repeat(20_000));
      assertThat(RawHttp.status(large)).isEqualTo(431);
    }
  }

  @Test
  void shouldEndAStreamThatJoinsNothingAndNoOther() throws Exception {
    String second = "visavis.limits.clients.request = 1 s";
    try (House house = new House(second, Map.of())) {
      String uri = "gproto+" + house.url() + "/";
      CreateResponse c =
          GrpcClients.newClient(uri, ConversationsBlockingStub.class)
              .create(
                  CreateRequest.newBuilder()
                      .addParticipants(ParticipantSpec.newBuilder().setId("ann"))
                      .build());
      Answers joined = new Answers();
      ConversationsStub stub =
          GrpcClients.builder(uri)
              .responseTimeoutMillis(0)
              .setHeader("authorization", "Bearer " + c.getParticipants(0).getWatchSecret())
              .build(ConversationsStub.class);
      Join.Builder join =
          Join.newBuilder()
              .setConversation(c.getConversation())
              .setParticipant("ann")
              .setWantMotion(true);
      stub.converse(joined).onNext(Upstream.newBuilder().setJoin(join).build());
      assertThat(joined.next()).isInstanceOf(Downstream.class);
      Answers idle = new Answers();
      stub.converse(idle);
      assertThat(idle.next()).isInstanceOf(Throwable.class);
      joined.all.clear();
      assertThat(joined.next()).isInstanceOf(Downstream.class);
    }
  }

  @Test
  void shouldSayWhatAProxyIs() {
    for (String wrong :
        new String[] {"proxy.example", "10.0.0.0/", "10.0.0.0/8/8", "10.0.0.0/99"}) {
      String hocon = "visavis.limits.clients.trusted-proxies = [\"%s\"]".formatted(wrong);
      assertThatThrownBy(() -> new House(hocon, Map.of()).close())
          .as(wrong)
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("trusted-proxies has '" + wrong + "'");
    }
  }

  /** What a stream answers. */
  private static final class Answers implements StreamObserver<Downstream> {
    final BlockingQueue<Object> all = new LinkedBlockingQueue<>();

    Object next() throws InterruptedException {
      Object answer = all.poll(30, TimeUnit.SECONDS);
      assertThat(answer).as("an answer").isNotNull();
      return java.util.Objects.requireNonNull(answer);
    }

    @Override
    public void onNext(Downstream message) {
      all.add(message);
    }

    @Override
    public void onError(Throwable t) {
      all.add(t);
    }

    @Override
    public void onCompleted() {
      all.add("completed");
    }
  }

  /** Asks until it is too much; the answer that says so. */
  private static HttpResponse<String> exhaust(House house, String client) throws Exception {
    for (int i = 0; i < 1_000; i++) {
      HttpResponse<String> answer = house.get("/v1/info", FORWARDED, client);
      if (answer.statusCode() == 429) {
        return answer;
      }
      assertThat(answer.statusCode()).isEqualTo(200);
    }
    throw new AssertionError("A thousand requests were not too many.");
  }

  private static int status(Socket socket) throws IOException {
    socket.setSoTimeout(20_000);
    socket
        .getOutputStream()
        .write(
            "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    String answer = RawHttp.answer(socket.getInputStream());
    return answer.isEmpty() ? -1 : RawHttp.status(answer);
  }

  private static boolean ended(Socket socket) throws IOException {
    socket.setSoTimeout(20_000);
    InputStream in = socket.getInputStream();
    try {
      while (in.read() >= 0) {
        // An answer such as 408 may come before the end.
      }
      return true;
    } catch (SocketException e) {
      return true; // reset
    }
  }
}
