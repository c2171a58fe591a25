package io.visavis.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.grpc.GrpcClients;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc.HealthBlockingStub;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.visavis.render.RenderBackends;
import io.visavis.server.lane.DrawPool;
import io.visavis.server.lane.NanoClock;
import io.visavis.server.testing.House;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an orchestrator asks: start anew? send conversations? */
@Timeout(60)
final class HealthTest {
  private static final String CREATE = "/v1/conversations";
  private static final String ONE = "{\"participants\":[{\"id\":\"ann\"}]}";

  @Test
  void shouldLiveButNotBeReadyWhileItDrains() throws Exception {
    try (House house = new House("visavis.shutdown.drain = 1 m", Map.of())) {
      assertThat(status(house, "/livez")).isEqualTo(200);
      assertThat(status(house, "/readyz")).isEqualTo(200);
      assertThat(grpc(house)).isEqualTo(ServingStatus.SERVING);
      assertThat(house.send("GET", "/metrics", "", "").body()).contains("visavis_ready 1.0");
      house.send("POST", CREATE, "", ONE);

      Thread drain = Thread.ofVirtual().start(() -> drain(house));
      while (status(house, "/readyz") == 200) {
        Thread.onSpinWait();
      }
      assertThat(status(house, "/readyz")).isEqualTo(503);
      assertThat(grpc(house)).isEqualTo(ServingStatus.NOT_SERVING);
      assertThat(status(house, "/livez")).as("still alive").isEqualTo(200);
      assertThat(house.send("GET", "/metrics", "", "").body()).contains("visavis_ready 0.0");
      assertThat(house.send("POST", CREATE, "", ONE).statusCode()).isEqualTo(503);

      // The last conversation ends, and the server with it.
      house.server().conversations().all().forEach(c -> end(house, c.id()));
      drain.join();
    }
  }

  private static void drain(House house) {
    try {
      house.server().drainAndClose();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(House house, String id) {
    var conversations = house.server().conversations();
    String secret = conversations.get(id).participant("ann").publishSecret().reveal();
    try {
      house.send("DELETE", CREATE + "/" + id, secret, "");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldNotLiveOnWithALaneThatHasDied() throws InterruptedException {
    DrawPool drawing = DrawPool.inline(RenderBackends.pick(Optional.of("scalar")));
    try (LanePool lanes =
        new LanePool(2, 4, 1, drawing, NanoClock.system(), new SimpleMeterRegistry())) {
      assertThat(lanes.alive()).isTrue();
      Thread[] dying = new Thread[1];
      lanes
          .pick(1, 1)
          .execute(
              () -> {
                dying[0] = Thread.currentThread();
                throw new Deadly();
              });
      while (lanes.alive()) {
        Thread.onSpinWait();
      }
      dying[0].join();
      assertThat(lanes.alive()).isFalse();
    }
  }

  /** What no lane survives; it leaves no trace in the test's output. */
  private static final class Deadly extends Error {
    private static final long serialVersionUID = 1;

    Deadly() {
      super("on purpose", null, false, false);
    }
  }

  private static int status(House house, String path) throws Exception {
    return house.send("GET", path, "", "").statusCode();
  }

  private static ServingStatus grpc(House house) {
    return GrpcClients.newClient("gproto+" + house.url() + "/", HealthBlockingStub.class)
        .check(HealthCheckRequest.getDefaultInstance())
        .getStatus();
  }
}
