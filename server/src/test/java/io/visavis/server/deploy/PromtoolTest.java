package io.visavis.server.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.visavis.server.testing.House;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Prometheus's own tool reads what we give it. {@code ./visavis test} installs it (Debian's package
 * prometheus); where it is not, each is skipped, and the end of the run says so.
 */
final class PromtoolTest {
  private static final File RULES = Path.of("..", "deploy", "prometheus").toFile();

  @BeforeEach
  void thereIsPromtool() {
    boolean there =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(p -> Files.isExecutable(Path.of(p, "promtool")));
    assumeTrue(there, "There is no promtool; the package prometheus has it.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check rules alerts.yml",
        "check config prometheus.yml",
        "test rules alerts.test.yml"
      })
  void shouldPass(String arguments) throws Exception {
    assertRuns(new byte[0], arguments.split(" "));
  }

  @Test
  void shouldReadTheServersMetrics() throws Exception {
    String metrics;
    try (House house = new House("", Map.of())) {
      metrics = house.send("GET", "/metrics", "", "").body();
    }
    // Names, help and units of the server's own; those of libraries are theirs.
    String own =
        metrics
            .lines()
            .filter(line -> line.startsWith("visavis_") || line.matches("# \\w+ visavis_.*"))
            .reduce("", (all, line) -> all + line + "\n");
    assertRuns(own.getBytes(StandardCharsets.UTF_8), "check", "metrics");
  }

  private static void assertRuns(byte[] input, String... arguments)
      throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = "promtool";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process =
        new ProcessBuilder(command).directory(RULES).redirectErrorStream(true).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
