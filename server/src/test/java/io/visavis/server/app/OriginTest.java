package io.visavis.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.BlockingWebClient;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import io.visavis.server.testing.House;
import io.visavis.server.testing.RawHttp;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which web pages reach a server that is open to a network, and what they may read. */
final class OriginTest {
  private static final String CREATE = "/v1/conversations";
  private static final String APP = "https://app.example.org";
  private static final String PUBLIC = "https://faces.example.org";
  private static final House HOUSE =
      new House(
          """
          visavis { listen { host = 0.0.0.0, public-url = "%s:443/" }, security.origins = ["%s"] }
          """
              .formatted(PUBLIC, APP),
          Map.of("VISAVIS_API_KEY", "sesame"));
  private static final BlockingWebClient CLIENT = WebClient.of(HOUSE.url()).blocking();

  @AfterAll
  static void close() {
    HOUSE.close();
  }

  @Test
  void shouldServeItsOwnPageAndWhatIsNoPage() {
    assertThat(send(HttpMethod.GET, "/v1/info", null).status().code()).isEqualTo(200);
    assertThat(send(HttpMethod.GET, "/v1/info", HOUSE.url()).status().code()).isEqualTo(200);
    assertThat(send(HttpMethod.GET, "/v1/info", PUBLIC).status().code()).isEqualTo(200);
    assertThat(send(HttpMethod.POST, CREATE, HOUSE.url()).status().code()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://app.example.org",
        "https://app.example.org.evil.example",
        "https://app.example.org:8443",
        "https://evil.example/https://app.example.org",
        "http://localhost",
        "null",
        "",
      })
  void shouldRefusePagesOfOtherOrigins(String origin) {
    for (String path : new String[] {"/v1/info", CREATE, "/whip/c/a", "/whep/c/a", "/"}) {
      for (HttpMethod method :
          new HttpMethod[] {HttpMethod.GET, HttpMethod.POST, HttpMethod.OPTIONS}) {
        AggregatedHttpResponse refused = send(method, path, origin);
        assertThat(refused.status().code()).as(method + path).isEqualTo(403);
        assertThat(refused.headers().get("access-control-allow-origin")).isNull();
      }
    }
  }

  @Test
  void shouldLetANamedOriginReadEveryAnswer() {
    for (String path : new String[] {"/v1/info", CREATE, "/whip/c/a", "/whep/c/a"}) {
      AggregatedHttpResponse answer = send(HttpMethod.POST, path, APP);
      assertThat(answer.status().code()).as(path).isIn(401, 404, 405);
      assertThat(answer.headers().getAll("access-control-allow-origin"))
          .as(path)
          .containsExactly(APP);
      assertThat(answer.headers().get("vary")).as(path).containsIgnoringCase("origin");
      assertThat(answer.headers().get("access-control-expose-headers"))
          .containsIgnoringCase("location")
          .containsIgnoringCase("etag")
          .containsIgnoringCase("link");
      assertThat(answer.headers().get("access-control-allow-credentials")).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /v1/conversations",
        "PATCH /v1/conversations/c",
        "POST /whip/c/a",
        "PATCH /whip/c/a/s",
        "DELETE /whep/c/a/s",
        "POST /whep/c/a",
        "POST /visavis.v1.Conversations/Create"
      })
  void shouldAnswerThePreflightsOfANamedOrigin(String request) {
    String method = request.substring(0, request.indexOf(' '));
    AggregatedHttpResponse answer =
        CLIENT.execute(
            RequestHeaders.builder(HttpMethod.OPTIONS, request.substring(method.length() + 1))
                .add("origin", APP)
                .add("access-control-request-method", method)
                .add("access-control-request-headers", "authorization,content-type,if-match")
                .build());
    assertThat(answer.status().isSuccess()).as(answer.status().toString()).isTrue();
    assertThat(answer.headers().getAll("access-control-allow-origin")).containsExactly(APP);
    assertThat(answer.headers().get("access-control-allow-methods")).contains(method);
    assertThat(answer.headers().get("access-control-allow-headers"))
        .contains("authorization", "content-type", "if-match");
    assertThat(answer.headers().getAll("link")).as("no TURN credentials").isEmpty();
    AggregatedHttpResponse plain =
        send(HttpMethod.OPTIONS, request.substring(method.length() + 1), null);
    assertThat(plain.status().code()).as("an OPTIONS after it").isLessThan(500);
  }

  /**
   * A name elsewhere that points here (DNS rebinding) makes a page the server's own, but for this.
   */
  @Test
  void shouldBeNobodyElseOnLoopback() throws Exception {
    try (House local = new House("", Map.of())) {
      int port = local.server().port();
      String evil = "Host: evil.example:" + port;
      assertThat(RawHttp.status(RawHttp.exchange(port, "GET /v1/info", evil))).isEqualTo(403);
      String own = "Origin: http://evil.example:" + port;
      assertThat(RawHttp.status(RawHttp.exchange(port, "GET /v1/info", evil, own))).isEqualTo(403);
      String here = "Host: localhost:" + port;
      assertThat(RawHttp.status(RawHttp.exchange(port, "GET /v1/info", here))).isEqualTo(200);
      String six = "Host: [::1]:" + port;
      assertThat(RawHttp.status(RawHttp.exchange(port, "GET /v1/info", six))).isEqualTo(200);
    }
  }

  private static AggregatedHttpResponse send(
      HttpMethod method, String path, @org.jspecify.annotations.Nullable String origin) {
    RequestHeadersBuilder headers = RequestHeaders.builder(method, path);
    if (origin != null) {
      headers.add("origin", origin);
    }
    return CLIENT.execute(headers.build());
  }
}
