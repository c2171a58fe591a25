package io.visavis.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.client.grpc.GrpcClients;
import io.grpc.StatusRuntimeException;
import io.visavis.proto.v1.ConversationsGrpc.ConversationsBlockingStub;
import io.visavis.proto.v1.CreateRequest;
import io.visavis.proto.v1.ParticipantSpec;
import io.visavis.server.conversation.Conversation;
import io.visavis.server.conversation.Publication;
import io.visavis.server.conversation.Viewing;
import io.visavis.server.lane.PictureFormat;
import io.visavis.server.lane.PortrayalViewer;
import io.visavis.server.testing.House;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator asks of {@code /metrics}. Counts come a moment after the answer they count. */
@Timeout(30)
final class MetricsTest {
  private static final String CREATE = "/v1/conversations";
  private static final String TWO = "{\"participants\":[{\"id\":\"ann\"},{\"id\":\"bob\"}]}";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final House house =
      new House("visavis.lanes.max-portrayals = 3", Map.of("VISAVIS_API_KEY", "sesame"));

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void shouldSayThatConversationsAreRefusedForWantOfSlots() throws Exception {
    assertThat(value("visavis_refusals_total{reason=\"slots\"}")).isZero();
    house.send("POST", CREATE, "sesame", TWO);
    assertThat(house.send("POST", CREATE, "sesame", TWO).statusCode()).isEqualTo(503);
    await("visavis_refusals_total{reason=\"slots\"}", 1);

    ConversationsBlockingStub stub =
        GrpcClients.builder("gproto+" + house.url() + "/")
            .setHeader("authorization", "Bearer sesame")
            .build(ConversationsBlockingStub.class);
    CreateRequest two =
        CreateRequest.newBuilder()
            .addParticipants(ParticipantSpec.newBuilder().setId("a"))
            .addParticipants(ParticipantSpec.newBuilder().setId("b"))
            .build();
    assertThatThrownBy(() -> stub.create(two)).isInstanceOf(StatusRuntimeException.class);
    await("visavis_refusals_total{reason=\"slots\"}", 2);
    assertThat(value("visavis_refusals_total{reason=\"busy\"}")).isZero();
    assertThat(value("visavis_sessions_active")).isEqualTo(2);
    assertThat(value("visavis_session_slots")).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/conversations, '',     '{}',     unauthenticated",
    "POST, /v1/conversations, wrong,  '{}',     forbidden",
    "POST, /v1/conversations, sesame, nonsense, invalid",
    "POST, /whep/none/ann,    x,      v=0,      not_found",
    "GET,  /no/such/page,     '',     '',       not_found",
  })
  void shouldSayWhyRequestsAreRefused(
      String method, String path, String secret, String body, String reason) throws Exception {
    assertThat(house.send(method, path, secret, body).statusCode()).isGreaterThanOrEqualTo(400);
    await("visavis_refusals_total{reason=\"" + reason + "\"}", 1);
  }

  @Test
  void shouldCountARequestThatIsAnsweredAsNoRefusal() throws Exception {
    house.send("GET", "/v1/info", "", "");
    house.send("GET", "/no/such/page", "", "");
    await("visavis_refusals_total{reason=\"not_found\"}", 1);
    assertThat(sum("visavis_refusals_total")).isEqualTo(1);
  }

  @Test
  void shouldSayHowManyTalkAndWatchAndWhyConversationsEnd() throws Exception {
    JsonNode made = JSON.readTree(house.send("POST", CREATE, "sesame", TWO).body());
    Conversation c = house.server().conversations().get(made.at("/conversation").asText());
    Publication live = c.publish("ann");
    Publication paced = c.publishPaced("bob");
    PictureFormat format = new PictureFormat(64, PictureFormat.Kind.I420);
    Viewing viewing = c.watch("ann", new PortrayalViewer() {}, format);
    assertThat(value("visavis_conversations_active")).isEqualTo(1);
    assertThat(value("visavis_voices_active{kind=\"live\"}")).isEqualTo(1);
    assertThat(value("visavis_voices_active{kind=\"paced\"}")).isEqualTo(1);
    assertThat(value("visavis_voices_active{kind=\"sample\"}")).isZero();
    assertThat(value("visavis_viewers_active{kind=\"grpc\"}")).isEqualTo(1);
    assertThat(sum("visavis_lane_portrayals")).isEqualTo(2);
    // A picture has been drawn, by what the metrics say draws.
    while (value("visavis_frame_stage_seconds_count{backend=\"scalar\",stage=\"splat\"}") < 1) {
      Thread.onSpinWait();
    }
    assertThat(value("visavis_frame_stage_seconds_count{backend=\"cpu\",stage=\"move\"}"))
        .isPositive();
    assertThat(value("visavis_render_backend{name=\"scalar\"}")).isEqualTo(1);
    viewing.close();
    live.close();
    paced.close();

    String secret = made.at("/participants/0/publishSecret").asText();
    house.send("DELETE", CREATE + "/" + c.id(), secret, "");
    assertThat(value("visavis_conversations_begun_total")).isEqualTo(1);
    assertThat(value("visavis_conversations_ended_total{reason=\"request\"}")).isEqualTo(1);
    assertThat(sum("visavis_conversations_ended_total")).isEqualTo(1);
    assertThat(value("visavis_conversations_active")).isZero();
    assertThat(sum("visavis_lane_portrayals")).isZero();
  }

  @Test
  void shouldNameNoConversationAndNoParticipant() throws Exception {
    JsonNode made = JSON.readTree(house.send("POST", CREATE, "sesame", TWO).body());
    String id = made.at("/conversation").asText();
    house.send("GET", CREATE + "/" + id, "sesame", "");
    house.send("GET", CREATE + "/" + id, "wrong", "");
    await("visavis_refusals_total{reason=\"forbidden\"}", 1);
    String scraped = scrape();
    assertThat(scraped).doesNotContain(id).doesNotContain(id.substring(0, 6));
    assertThat(scraped).doesNotContain("\"ann\"").doesNotContain("\"bob\"");
  }

  @Test
  void shouldSayWhatTheProcessTakes() throws Exception {
    assertThat(value("process_resident_memory_bytes")).isGreaterThan(10e6);
    assertThat(value("process_cpu_seconds_total")).isPositive();
    assertThat(value("process_open_fds")).isPositive();
    assertThat(sum("jvm_memory_used_bytes")).isPositive();
    assertThat(value("jvm_threads_live_threads")).isPositive();
  }

  private void await(String series, double wanted) throws Exception {
    while (value(series) < wanted) {
      Thread.onSpinWait();
    }
    assertThat(value(series)).isEqualTo(wanted);
  }

  /** The value of the one series of that name and tags. */
  private double value(String series) throws Exception {
    return scrape()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(MetricsTest::number)
        .sum();
  }

  /** Of all series of that name. */
  private double sum(String name) throws Exception {
    return scrape()
        .lines()
        .filter(line -> line.startsWith(name + "{"))
        .mapToDouble(MetricsTest::number)
        .sum();
  }

  private static double number(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  private String scrape() throws Exception {
    return house.send("GET", "/metrics", "", "").body();
  }
}
