package io.visavis.server.whip;

import static io.visavis.server.whip.Endpoint.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.media.webrtc.IceSettings;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;

/** What the tables of WHIP's and WHEP's rules share: a lenient server and a strict one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConformanceRows {
  /** How the server is set. */
  enum Mode {
    LENIENT,
    STRICT
  }

  private static final MediaSettings D = MediaSettings.DEFAULT;
  static final MediaSettings SETTINGS =
      new MediaSettings(
          IceSettings.DEFAULT,
          List.of(
              new IceSettings.Server("stun:stun.example:3478", "", ""),
              new IceSettings.Server("turn:turn.example?transport=udp", "u", "a\"b\\c")),
          D.sender(),
          false,
          D.connecting(),
          D.disconnected());

  private final Map<Mode, Endpoint> endpoints =
      new EnumMap<>(
          Map.of(
              Mode.LENIENT, new Endpoint(SETTINGS),
              Mode.STRICT, new Endpoint(SETTINGS.strictly())));

  @AfterEach
  void clear() {
    for (Endpoint e : endpoints.values()) {
      e.clear();
      assertThat(e.conversation.publishers).as("what a test leaves behind").hasValue(0);
      assertThat(e.conversation.slots).as("what a test leaves behind").hasValue(0);
    }
  }

  @AfterAll
  void close() {
    endpoints.values().forEach(Endpoint::close);
  }

  Endpoint at(Mode mode) {
    Endpoint e = endpoints.get(mode);
    if (e == null) {
      throw new IllegalArgumentException("no endpoint is " + mode);
    }
    return e;
  }

  static void assertProblem(HttpResponse<String> r, int status, String words) {
    assertThat(r.statusCode()).as(r.body()).isEqualTo(status);
    assertThat(header(r, "content-type")).startsWith("application/problem+json");
    assertThat(r.body()).contains("\"status\":" + status).contains(words).contains(".\"");
  }
}
