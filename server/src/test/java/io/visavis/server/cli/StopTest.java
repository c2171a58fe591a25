package io.visavis.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.visavis.proto.v1.Event;
import io.visavis.server.testing.House;
import io.visavis.server.testing.JoinedStream;
import io.visavis.server.testing.ServerProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a server ends that is asked to. */
@Timeout(150)
final class StopTest {
  private static final String CREATE = "/v1/conversations";
  private static final String ONE = "{\"participants\":[{\"id\":\"bob\"}]}";

  @TempDir Path folder;

  @Test
  @Tag("long")
  void shouldDrainAtTheFirstSigtermAndEndAtOnceAtTheSecond() throws Exception {
    try (ServerProcess server =
        new ServerProcess(folder, "visavis.shutdown.drain = 1 h", Map.of())) {
      JoinedStream stream = new JoinedStream(server.url());
      server.signal("TERM");
      while (server.send("GET", "/readyz", "", "").statusCode() != 503) {
        Thread.onSpinWait();
      }
      assertThat(server.send("GET", "/livez", "", "").statusCode()).isEqualTo(200);
      HttpResponse<String> refused = server.send("POST", CREATE, "", ONE);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("retry-after")).contains("5");
      assertThatThrownBy(() -> new JoinedStream(server.url()))
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE))
          .hasMessageContaining("shutting down");
      stream.forget();
      stream.motion(); // goes on

      server.signal("TERM");
      assertThat(stream.end()).isEqualTo(List.of(Event.Kind.ENDED, "completed"));
      assertThat(server.exit()).as(server.log()).isEqualTo(143);
      assertThat(server.log()).contains("asked again").doesNotContain("Exception");
    }
  }

  @Test
  @Tag("long")
  void shouldEndByItselfOnceTheLastConversationHasEnded() throws Exception {
    try (ServerProcess server =
        new ServerProcess(folder, "visavis.shutdown.drain = 1 h", Map.of())) {
      JoinedStream stream = new JoinedStream(server.url());
      server.signal("TERM");
      while (server.send("GET", "/readyz", "", "").statusCode() != 503) {
        Thread.onSpinWait();
      }
      String path = CREATE + "/" + stream.conversation();
      assertThat(server.send("DELETE", path, stream.secret(), "").statusCode()).isEqualTo(204);
      assertThat(server.exit()).as(server.log()).isEqualTo(143);
    }
  }

  @Test
  void shouldTellThoseWhoAreLeftWhenTheTimeIsUp() throws Exception {
    try (House house = new House("visavis.shutdown.drain = 300 ms", Map.of())) {
      JoinedStream stream = new JoinedStream(house.url());
      Thread drain = drain(house);
      assertThat(stream.end()).isEqualTo(List.of(Event.Kind.ENDED, "completed"));
      drain.join();
    }
  }

  @Test
  void shouldTellThemAtOnceWhenItIsHurried() throws Exception {
    try (House house = new House("visavis.shutdown.drain = 1 h", Map.of())) {
      JoinedStream stream = new JoinedStream(house.url());
      Thread drain = drain(house);
      while (!house.server().conversations().draining()) {
        Thread.onSpinWait();
      }
      stream.forget();
      stream.motion();
      house.server().hurry();
      assertThat(stream.end()).isEqualTo(List.of(Event.Kind.ENDED, "completed"));
      drain.join();
    }
  }

  private static Thread drain(House house) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                house.server().drainAndClose();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }
}
