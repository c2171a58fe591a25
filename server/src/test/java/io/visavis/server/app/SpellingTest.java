package io.visavis.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.server.testing.House;
import io.visavis.server.testing.RawHttp;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A path may be spelt in many ways; none of them leads round the guard. */
final class SpellingTest {
  private static final House HOUSE = new House("", Map.of("VISAVIS_API_KEY", "sesame"));
  private static final String BODY = "{\"participants\":[{\"id\":\"a\"}]}";

  @AfterAll
  static void close() {
    HOUSE.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/conversations",
        "/v1/conversations/",
        "//v1/conversations",
        "/v1//conversations",
        "/./v1/conversations",
        "/x/../v1/conversations",
        "/%76%31/conversations",
        "/v1/%63onversations",
        "/v1%2fconversations",
        "/v1/conversations?x=1",
        "/v1/conversations;x=1",
        "/v1/conversations%3fx",
        "/V1/conversations",
        "/v1/conversations#x",
        "http://localhost/v1/conversations",
        "/v1/samples",
        "//v1/samples",
        "/v1/%73amples",
        "/visavis.v1.Conversations/Create",
        "//visavis.v1.Conversations/Create",
        "/visavis.v1.Conversations//Create",
        "/visavis.v1.Conversations/%43reate",
        "/visavis.v1.Conversations/Create/",
        "/visavis.v1.Conversations/create"
      })
  void shouldCreateNothingWithoutTheKey(String path) throws Exception {
    for (String type : new String[] {"application/json", "application/grpc-web", "text/plain"}) {
      for (String body : new String[] {"", BODY}) {
        String answer =
            RawHttp.send(
                HOUSE.server().port(),
                "POST " + path,
                body,
                "Host: localhost",
                "Content-Type: " + type,
                "X-HTTP-Method-Override: GET");
        if (RawHttp.status(answer) == 200) { // a refusal in gRPC's terms
          assertThat(answer).as(type).contains("grpc-status: 16");
        } else {
          assertThat(RawHttp.status(answer)).as(type).isIn(400, 401, 403, 404, 405, 415);
        }
      }
    }
    assertThat(HOUSE.server().conversations().all()).isEmpty();
  }
}
