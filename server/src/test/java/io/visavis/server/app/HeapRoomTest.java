package io.visavis.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.visavis.avatar.registry.AvatarRegistry;
import io.visavis.server.Refusal;
import io.visavis.server.testing.FakeClock;
import io.visavis.server.testing.House;
import io.visavis.server.testing.JoinedStream;
import io.visavis.server.testing.TestFaces;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A heap that is told to be full, and an avatar that does not fit into it. */
@Timeout(60)
final class HeapRoomTest {
  private static final long MB = 1L << 20;

  private final FakeClock clock = new FakeClock();
  private HeapRoom.Usage usage = new HeapRoom.Usage(0, 0, 100 * MB);
  private int collections;
  private final HeapRoom room = new HeapRoom(() -> usage, () -> collections++, clock);

  @Test
  void shouldLetPeopleInWhateverGarbageThereIs() {
    uses(0, 99);
    assertThatCode(room::require).as("nothing was collected yet").doesNotThrowAnyException();
    uses(90, 99);
    assertThatCode(room::require).doesNotThrowAnyException();
    assertThat(collections).isZero();
  }

  @Test
  void shouldRefuseWhileLessThanATenthIsFreeAfterACollection() {
    uses(91, 93);
    assertThatThrownBy(room::require)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.kind()).isEqualTo(Refusal.Kind.BUSY);
              assertThat(refusal.reason()).isEqualTo("memory");
              assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(10));
            })
        .hasMessageContaining("91 of 100 MB");
    uses(60, 70);
    assertThatCode(room::require).doesNotThrowAnyException();
  }

  /** A server that is quiet collects nothing by itself. */
  @Test
  void shouldHaveTheHeapCollectedNowAndThenWhileItRefuses() {
    uses(95, 95);
    for (int second = 0; second < 60; second++) {
      assertThatThrownBy(room::require).isInstanceOf(Refusal.class);
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(collections).isEqualTo(2);
  }

  @Test
  void shouldFindRoomInThisProcess() {
    assertThatCode(HeapRoom.ofJvm(clock)::require).doesNotThrowAnyException();
  }

  private void uses(long after, long now) {
    usage = new HeapRoom.Usage(after * MB, now * MB, 100 * MB);
  }

  @Test
  void shouldRefuseAnAvatarThatDoesNotFitAndHarmNoOther() throws Exception {
    AvatarRegistry avatars =
        new AvatarRegistry(
            List.of("mira", "theo", "huge"),
            name -> {
              if (name.equals("huge")) {
                throw new OutOfMemoryError("Java heap space");
              }
              return TestFaces.avatar(name);
            },
            null,
            null);
    try (House house = new House("", Map.of(), avatars)) {
      JoinedStream stream = new JoinedStream(house.url());
      HttpResponse<String> refused =
          house.send(
              "POST",
              "/v1/conversations",
              "",
              "{\"participants\":[{\"id\":\"bob\",\"avatar\":\"huge\"}]}");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("retry-after")).contains("10");
      assertThat(refused.body()).contains("'huge' needs more memory");
      HttpResponse<String> change =
          house.send(
              "PATCH",
              "/v1/conversations/" + stream.conversation(),
              stream.secret(),
              "{\"participants\":[{\"id\":\"ann\",\"avatar\":\"huge\"}]}");
      assertThat(change.statusCode()).isEqualTo(503);
      stream.forget();
      stream.motion();
      assertThat(house.send("GET", "/livez", "", "").statusCode()).isEqualTo(200);
      assertThat(house.send("GET", "/metrics", "", "").body())
          .contains("visavis_refusals_total{reason=\"memory\"} 2.0");
    }
  }
}
