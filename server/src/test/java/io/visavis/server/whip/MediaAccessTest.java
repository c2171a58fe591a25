package io.visavis.server.whip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.visavis.server.testing.House;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * WHIP and WHEP of a whole server, which is strict: secrets (RFC 9725, 4.7), and what the server
 * around them adds.
 */
final class MediaAccessTest {
  private static final House HOUSE = new House("visavis.whip.strict = true", Map.of());
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @AfterAll
  static void close() {
    HOUSE.close();
  }

  /** 4.7.1: Bearer on every request, to the session as well; the session's URL alone is no key. */
  @Test
  void shouldWantTheSecretWithEveryRequest() throws Exception {
    JsonNode made = conversation();
    String publish = made.at("/participants/0/publishSecret").asText();
    String watch = made.at("/participants/0/watchSecret").asText();
    String whip = "/whip/" + made.at("/conversation").asText() + "/ann";
    HttpResponse<String> created = send("POST", whip, publish, Offers.microphone());
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    String session = created.headers().firstValue("location").orElseThrow();
    for (String method : new String[] {"POST", "GET", "PATCH", "DELETE"}) {
      String path = method.equals("POST") ? whip : session;
      HttpResponse<String> none = send(method, path, "", "");
      assertThat(none.statusCode()).as(method).isEqualTo(401);
      assertThat(none.headers().firstValue("www-authenticate")).contains("Bearer");
      assertThat(none.headers().allValues("link")).isEmpty();
      assertThat(send(method, path, watch, "").statusCode()).as(method).isEqualTo(403);
      assertThat(send(method, path, "x".repeat(5_000), "").statusCode()).isEqualTo(403);
    }
    assertThat(send("OPTIONS", whip, "", "").statusCode()).isEqualTo(200);
    assertThat(send("DELETE", session, publish, "").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldBeStrictWhereConfiguredSo() throws Exception {
    JsonNode made = conversation();
    String publish = made.at("/participants/0/publishSecret").asText();
    String whip = "/whip/" + made.at("/conversation").asText() + "/ann";
    HttpResponse<String> obs = send("POST", whip, publish, Offers.obs());
    assertThat(obs.statusCode()).isEqualTo(406);
    assertThat(obs.body()).contains("leave it out.");
  }

  @Test
  void shouldShowAFaceToAViewerThoughNobodySpeaksYet() throws Exception {
    JsonNode made = conversation();
    String watch = made.at("/participants/0/watchSecret").asText();
    String whep = "/whep/" + made.at("/conversation").asText() + "/ann";
    HttpResponse<String> created = send("POST", whep, watch, Offers.viewer());
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    String session = created.headers().firstValue("location").orElseThrow();
    assertThat(send("DELETE", session, watch, "").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldSayThatABodyOfMegabytesIsTooLong() throws Exception {
    JsonNode made = conversation();
    String publish = made.at("/participants/0/publishSecret").asText();
    String whip = "/whip/" + made.at("/conversation").asText() + "/ann";
    HttpResponse<String> r = send("POST", whip, publish, "a=x\n".repeat(800_000));
    assertThat(r.statusCode()).isEqualTo(413);
    assertThat(r.body()).contains("too large.");
  }

  private static JsonNode conversation() throws Exception {
    String body = "{\"participants\":[{\"id\":\"ann\"}]}";
    return new ObjectMapper().readTree(HOUSE.send("POST", "/v1/conversations", "", body).body());
  }

  private HttpResponse<String> send(String method, String path, String secret, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(HOUSE.url() + path))
            .header("Content-Type", method.equals("POST") ? Endpoint.SDP : Endpoint.FRAGMENT)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!secret.isEmpty()) {
      request.header("Authorization", "Bearer " + secret);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
