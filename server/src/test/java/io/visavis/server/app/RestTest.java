package io.visavis.server.app;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** REST and its secrets, over a real port. */
final class RestTest {
  private static final String CREATE = "/v1/conversations";
  private static final String TWO =
      "{\"participants\":[{\"id\":\"ann\",\"emotion\":{\"happy\":1.5}},{\"id\":\"bob\",\"avatar\":\"theo\"}]}";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final House HOUSE = new House("", Map.of());

  @AfterAll
  static void close() {
    HOUSE.close();
  }

  @Test
  void shouldCreateShowChangeAndEndAConversation() throws Exception {
    HttpResponse<String> response = HOUSE.send("POST", CREATE, "", TWO);
    assertThat(response.statusCode()).isEqualTo(201);
    JsonNode created = JSON.readTree(response.body());
    String path = CREATE + "/" + created.at("/conversation").asText();
    assertThat(response.headers().firstValue("location")).contains(path);
    String publish = created.at("/participants/0/publishSecret").asText();
    String watch = created.at("/participants/0/watchSecret").asText();
    assertThat(publish).hasSizeGreaterThan(20).isNotEqualTo(watch);

    JsonNode shown = JSON.readTree(HOUSE.send("GET", path, watch, "").body());
    assertThat(shown.at("/participants/0/emotion/happy").floatValue()).isEqualTo(1.5f);
    assertThat(shown.at("/participants/1/avatar").asText()).isEqualTo("theo");
    assertThat(shown.at("/participants/0/publishing").asBoolean()).isFalse();

    String change = "{\"participants\":[{\"id\":\"ann\",\"avatar\":\"theo\"}]}";
    assertThat(HOUSE.send("PATCH", path, watch, change).statusCode()).isEqualTo(403);
    JsonNode changed = JSON.readTree(HOUSE.send("PATCH", path, publish, change).body());
    assertThat(changed.at("/participants/0/avatar").asText()).isEqualTo("theo");
    assertThat(changed.at("/participants/0/emotion/happy").floatValue()).isEqualTo(1.5f);
    String other = "{\"participants\":[{\"id\":\"bob\",\"avatar\":\"mira\"}]}";
    assertThat(HOUSE.send("PATCH", path, publish, other).statusCode()).isEqualTo(403);

    JsonNode stats = JSON.readTree(HOUSE.send("GET", path + "/stats", watch, "").body());
    assertThat(stats.at("/portrayals/0/of").asText()).isEqualTo("ann");
    assertThat(stats.at("/portrayals/0/voiceToVideoMs").isNull()).isTrue();

    assertThat(HOUSE.send("DELETE", path, watch, "").statusCode()).isEqualTo(403);
    assertThat(HOUSE.send("DELETE", path, publish, "").statusCode()).isEqualTo(204);
    assertThat(HOUSE.send("GET", path, watch, "").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense                                                   | 400 | line 1",
        "{}                                                         | 400 | names no participants",
        "{\"participants\":[{\"id\":\"Ann!\"}]}                     | 400 | cannot be a participant",
        "{\"participants\":[{\"id\":\"a\",\"avatar\":\"../etc\"}]}  | 404 | no avatar",
        "{\"participants\":[{\"id\":\"a\",\"model\":\"x\"}]}        | 404 | no motion model",
        "{\"participants\":[{\"id\":\"a\",\"emotion\":{\"joy\":1}}]} | 400 | no emotion",
        "{\"participants\":[{\"id\":\"a\",\"emotion\":{\"happy\":9}}]} | 400 | 0 to 3",
        "{\"participants\":[{\"id\":\"a\",\"background\":\"x\"}]}   | 404 | no background",
        "{\"participants\":[{\"id\":\"a\",\"background\":\"#1\"}]}  | 400 | no colour",
        "{\"participants\":[{\"id\":\"a\",\"camera\":{\"pitch\":9}}]} | 400 | cannot look",
        "{\"participants\":[{\"id\":\"a\"},{\"id\":\"a\"}]}         | 409 | have the id",
        "{\"participants\":[{\"id\":\"a\"}],\"colour\":1}           | 400 | 'colour'",
        "{\"participants\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"}]} | 400 | one or two",
      })
  void shouldSayWhatIsWrong(String body, int status, String part) throws Exception {
    HttpResponse<String> response = HOUSE.send("POST", CREATE, "", body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(JSON.readTree(response.body()).at("/detail").asText()).contains(part);
    assertThat(HOUSE.server().conversations().admission().used()).isZero();
  }

  @Test
  void shouldPutAHeadBeforeABackground() throws Exception {
    String dusk = "{\"participants\":[{\"id\":\"ann\",\"background\":\"dusk\"}]}";
    JsonNode created = JSON.readTree(HOUSE.send("POST", CREATE, "", dusk).body());
    String path = CREATE + "/" + created.at("/conversation").asText();
    String publish = created.at("/participants/0/publishSecret").asText();
    assertThat(background(HOUSE.send("GET", path, publish, ""))).isEqualTo("dusk");

    String blue = dusk.replace("dusk", "#2040ff");
    assertThat(background(HOUSE.send("PATCH", path, publish, blue))).isEqualTo("#2040ff");
    for (String wrong : new String[] {"#20", "../secret", "dusk.png", "#gggggg", "transparent"}) {
      HttpResponse<String> refused =
          HOUSE.send("PATCH", path, publish, dusk.replace("dusk", wrong));
      assertThat(refused.statusCode()).as(wrong).isEqualTo(wrong.startsWith("#") ? 400 : 404);
      assertThat(refused.body()).contains("would be right");
    }
    assertThat(background(HOUSE.send("GET", path, publish, ""))).isEqualTo("#2040ff");
    HOUSE.send("DELETE", path, publish, "");
    JsonNode info = JSON.readTree(HOUSE.send("GET", "/v1/info", "", "").body());
    assertThat(info.at("/backgrounds").toString()).contains("\"dusk\"", "\"studio\"");
  }

  private static String background(HttpResponse<String> state) throws Exception {
    return JSON.readTree(state.body()).at("/participants/0/background").asText();
  }

  @Test
  void shouldRefuseABodyThatIsTooLarge() throws Exception {
    assertThat(HOUSE.send("POST", CREATE, "", " ".repeat(70_000)).statusCode()).isEqualTo(413);
  }

  @Test
  void shouldNeedTheSecretsOfTheConversation() throws Exception {
    JsonNode one = JSON.readTree(HOUSE.send("POST", CREATE, "", TWO).body());
    JsonNode two = JSON.readTree(HOUSE.send("POST", CREATE, "", TWO).body());
    String path = CREATE + "/" + one.at("/conversation").asText();
    String foreign = two.at("/participants/0/publishSecret").asText();
    assertThat(HOUSE.send("GET", path, "", "").statusCode()).isEqualTo(401);
    assertThat(HOUSE.send("GET", path, foreign, "").statusCode()).isEqualTo(403);
    String media = one.at("/conversation").asText() + "/ann";
    String watch = one.at("/participants/0/watchSecret").asText();
    assertThat(HOUSE.send("POST", "/whip/" + media, "", "v=0").statusCode()).isEqualTo(401);
    assertThat(HOUSE.send("POST", "/whip/" + media, watch, "v=0").statusCode()).isEqualTo(403);
    assertThat(HOUSE.send("POST", "/whep/" + media, foreign, "v=0").statusCode()).isEqualTo(403);
    assertThat(HOUSE.send("POST", "/whep/" + media, watch, "v=0").statusCode()).isEqualTo(415);
    for (JsonNode c : new JsonNode[] {one, two}) {
      String own = c.at("/participants/0/publishSecret").asText();
      HOUSE.send("DELETE", CREATE + "/" + c.at("/conversation").asText(), own, "");
    }
  }

  @Test
  void shouldServePagesOfThisMachineOnly() throws Exception {
    assertThat(HOUSE.get("/v1/info", "Origin", "https://evil.example").statusCode()).isEqualTo(403);
    assertThat(HOUSE.get("/v1/info", "Origin", "http://localhost:5173").statusCode())
        .isEqualTo(200);
  }

  @Test
  void shouldRefuseWhatDoesNotFit() throws Exception {
    try (House small = new House("visavis.lanes.max-portrayals = 3", Map.of())) {
      assertThat(small.send("POST", CREATE, "", TWO).statusCode()).isEqualTo(201);
      HttpResponse<String> refused = small.send("POST", CREATE, "", TWO);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("retry-after")).isPresent();
      assertThat(small.send("GET", "/metrics", "", "").body())
          .contains("visavis_sessions_active 2.0")
          .contains("visavis_session_slots 3.0");
    }
  }

  @Test
  void shouldNeedTheKeyWhereThereIsOne() throws Exception {
    try (House locked = new House("", Map.of("VISAVIS_API_KEY", "sesame"))) {
      assertThat(locked.send("POST", CREATE, "", TWO).statusCode()).isEqualTo(401);
      assertThat(locked.send("POST", CREATE, "wrong", TWO).statusCode()).isEqualTo(403);
      assertThat(locked.send("POST", CREATE, "sesame", TWO).statusCode()).isEqualTo(201);
    }
  }

  /** Clients of the JDK lose an answer of HTTP/2 that comes while they still send. */
  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void shouldHearABodyOutBeforeItRefuses(HttpClient.Version version) throws Exception {
    String long60k = TWO + " ".repeat(60_000);
    try (House locked = new House("", Map.of("VISAVIS_API_KEY", "sesame"));
        HttpClient client = HttpClient.newBuilder().version(version).build()) {
      for (int i = 0; i < 20; i++) {
        for (String path : new String[] {CREATE, "/v1/samples", "/whip/no/body", "/v1/nothing"}) {
          HttpResponse<String> response =
              client.send(
                  HttpRequest.newBuilder(URI.create(locked.url() + path))
                      .POST(HttpRequest.BodyPublishers.ofString(i % 2 == 0 ? TWO : long60k))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
          boolean there = path.equals(CREATE) || path.equals("/v1/samples");
          assertThat(response.statusCode()).as(path).isEqualTo(there ? 401 : 404);
          assertThat(response.body()).as(path).isNotEmpty();
          // The first request of HTTP/2 asks for it, and is of HTTP/1.1 itself.
          assertThat(response.version())
              .isIn(version, i == 0 ? HttpClient.Version.HTTP_1_1 : version);
        }
      }
    }
  }

  @Test
  void shouldShowThePasswordOfARelayToThoseWhoMayCreateOnly() throws Exception {
    String relay =
        "visavis.ice.servers = [{urls = [\"stun:s.example\"]}, {urls = [\"turn:t.example\"], username = u, credential-env = TURN}]";
    try (House house = new House(relay, Map.of("VISAVIS_API_KEY", "sesame", "TURN", "relay-pw"))) {
      JsonNode info = JSON.readTree(house.send("GET", "/v1/info", "", "").body());
      assertThat(info.at("/iceServers").toString())
          .contains("stun:s.example")
          .doesNotContain("turn:t.example", "relay-pw");
      JsonNode created = JSON.readTree(house.send("POST", CREATE, "sesame", TWO).body());
      assertThat(created.at("/iceServers/1/credential").asText()).isEqualTo("relay-pw");
    }
  }

  @Test
  void shouldSayWhatEachModelRunsOn() throws Exception {
    JsonNode info = JSON.readTree(HOUSE.send("GET", "/v1/info", "", "").body());
    String model = info.at("/defaultModel").asText();
    assertThat(info.at("/modelProviders").get(model).asText()).isEqualTo("cpu");
    assertThat(HOUSE.send("GET", "/metrics", "", "").body())
        .contains("visavis_model_provider{model=\"" + model + "\",provider=\"cpu\"} 1.0");
  }

  @Test
  void shouldListAvatarsWithTheirPictures() throws Exception {
    JsonNode avatars = JSON.readTree(HOUSE.send("GET", "/v1/avatars", "", "").body());
    assertThat(avatars.at("/default").asText()).isEqualTo("mira");
    HttpResponse<String> picture =
        HOUSE.send("GET", avatars.at("/avatars/1/picture").asText(), "", "");
    assertThat(picture.statusCode()).isEqualTo(200);
    assertThat(picture.headers().firstValue("content-type")).contains("image/png");
  }
}
