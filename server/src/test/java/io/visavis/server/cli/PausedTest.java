package io.visavis.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.visavis.server.testing.JoinedStream;
import io.visavis.server.testing.ServerProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real server whose clocks jump while a conversation runs. */
@Tag("long")
@Timeout(200)
final class PausedTest {
  @TempDir Path folder;

  @Test
  void shouldGoOnAfterTenSecondsInWhichTheProcessWasStopped() throws Exception {
    try (ServerProcess server = new ServerProcess(folder, "", Map.of())) {
      JoinedStream stream = new JoinedStream(server.url());
      server.signal("STOP");
      TimeUnit.SECONDS.sleep(10);
      stream.forget();
      server.signal("CONT");
      long first = stream.motion();
      long next = stream.motion();
      assertThat(next).as("what it missed is gone").isEqualTo(first + 1);
      for (int i = 0; i < 50; i++) {
        stream.motion();
      }
      assertThat(server.send("GET", "/livez", "", "").statusCode()).isEqualTo(200);
      HttpResponse<String> state =
          server.send("GET", "/v1/conversations/" + stream.conversation(), stream.secret(), "");
      assertThat(state.statusCode()).as("it has not been ended").isEqualTo(200);
      assertThat(server.log()).contains("what it missed is gone").doesNotContain("Exception");
    }
  }

  /** Needs Debian's package libfaketime, which gives a process another wall clock. */
  @Test
  void shouldNotFeelThatTheWallClockIsSet() throws Exception {
    Optional<Path> faketime = faketime();
    assumeTrue(faketime.isPresent(), "libfaketime is not installed");
    Path clock = folder.resolve("clock");
    Files.writeString(clock, "+0");
    Map<String, String> environment =
        Map.of(
            "LD_PRELOAD", faketime.orElseThrow().toString(),
            "FAKETIME_TIMESTAMP_FILE", clock.toString(),
            "FAKETIME_CACHE_DURATION", "1",
            "FAKETIME_FORCE_MONOTONIC_FIX", "0",
            "FAKETIME_DONT_FAKE_MONOTONIC", "1",
            "DONT_FAKE_MONOTONIC", "1");
    try (ServerProcess server = new ServerProcess(folder, "", environment)) {
      JoinedStream stream = new JoinedStream(server.url());
      for (String by : new String[] {"+3600", "-7200"}) {
        Files.writeString(clock, by);
        long before = System.nanoTime();
        stream.forget();
        long n = stream.motion();
        for (int i = 1; i <= 75; i++) {
          assertThat(stream.motion()).isEqualTo(n + i);
        }
        assertThat((System.nanoTime() - before) / 1e9).as("75 frames").isBetween(2.5, 4.5);
      }
      assertThat(server.send("DELETE", path(stream), stream.secret(), "").statusCode())
          .isEqualTo(204);
      assertThat(Duration.between(time(server, " begins"), time(server, " ends: ")).toMinutes())
          .as("that the wall clock was set at all")
          .isIn(-120L, -119L, -118L, 1_440L - 120, 1_440L - 119, 1_440L - 118);
      assertThat(server.log()).doesNotContain("stood still");
    }
  }

  /** The wall clock's time of the line of the log that has these words. */
  private static LocalTime time(ServerProcess server, String words) {
    String line = server.log().lines().filter(l -> l.contains(words)).findFirst().orElseThrow();
    return LocalTime.parse(line.substring(0, "00:00:00.000".length()));
  }

  private static String path(JoinedStream stream) {
    return "/v1/conversations/" + stream.conversation();
  }

  private static Optional<Path> faketime() throws IOException {
    Path libraries = Path.of("/usr/lib");
    if (!Files.isDirectory(libraries)) {
      return Optional.empty();
    }
    try (Stream<Path> found =
        Files.find(libraries, 4, (f, a) -> f.endsWith("faketime/libfaketime.so.1"))) {
      return found.findFirst();
    }
  }
}
