package io.visavis.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The log of a server that runs in a process of its own. */
final class JsonLogTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  private final List<JsonNode> lines = new ArrayList<>();

  @Test
  @Timeout(120)
  void shouldWriteEveryLineAsJsonWithItsNodeAndItsConversation() throws Exception {
    Path config = directory.resolve("small.conf");
    Files.writeString(
        config,
        "visavis { listen.port = 0, picture.size = 64, render.backend = scalar, lanes.max-portrayals = 2, shutdown.drain = 0 s }");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules=jdk.incubator.vector",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true",
                "-Xlog:disable",
                Main.class.getName(),
                "serve",
                "--config",
                config.toString())
            .redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.put("CLASSPATH", System.getProperty("java.class.path"));
    environment.put("VISAVIS_LOG", "json");
    environment.put("VISAVIS_NODE", "node-7");
    Process server = builder.start();
    String label;
    try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
        HttpClient client = HttpClient.newHttpClient()) {
      // The one line that is not the server's, and that the JVM cannot be kept from writing.
      assertThat(out.readLine()).contains("Using incubator modules");
      String url = await(out, "open http://").get("message").asText().substring("open ".length());
      HttpRequest create =
          HttpRequest.newBuilder(URI.create(url + "/v1/conversations"))
              .POST(HttpRequest.BodyPublishers.ofString("{\"participants\":[{\"id\":\"ann\"}]}"))
              .build();
      String body = client.send(create, HttpResponse.BodyHandlers.ofString()).body();
      label = JSON.readTree(body).get("conversation").asText().substring(0, 6);
      await(out, "begins");
      server.toHandle().destroy(); // SIGTERM, and its output stays open
      while (read(out) != null) {
        // To the end.
      }
      assertThat(server.waitFor()).isEqualTo(143);
    } finally {
      server.destroyForcibly();
    }

    for (JsonNode line : lines) {
      assertThat(line.get("node").asText()).as(line.toString()).isEqualTo("node-7");
      assertThat(line.get("level").asText()).isIn("INFO", "WARN");
      assertThat(Instant.parse(line.get("time").asText())).isAfter(Instant.EPOCH);
      assertThat(line.hasNonNull("logger")).isTrue();
    }
    List<JsonNode> ofIt =
        lines.stream().filter(l -> label.equals(l.path("conversation").asText())).toList();
    assertThat(ofIt).extracting(l -> l.get("message").asText()).anyMatch(m -> m.contains("begins"));
    assertThat(ofIt).extracting(l -> l.path("reason").asText()).contains("shutdown");
  }

  private JsonNode await(BufferedReader out, String part) throws IOException {
    JsonNode line = read(out);
    while (line != null && !line.get("message").asText().contains(part)) {
      line = read(out);
    }
    assertThat(line).as("a line with '%s' after %s", part, lines).isNotNull();
    return java.util.Objects.requireNonNull(line);
  }

  /** The next line, which has to be an object; null at the end. */
  private @org.jspecify.annotations.Nullable JsonNode read(BufferedReader out) throws IOException {
    String text = out.readLine();
    if (text == null) {
      return null;
    }
    JsonNode line = JSON.readTree(text);
    assertThat(line.isObject()).as(text).isTrue();
    lines.add(line);
    return line;
  }

  @Test
  void shouldRefuseAFormatOrANodeThatIsNone() {
    assertThatThrownBy(() -> LogChoice.apply(Map.of("VISAVIS_LOG", "xml")))
        .hasMessage("The variable VISAVIS_LOG is 'xml'; text or json would be right.");
    assertThatThrownBy(() -> LogChoice.apply(Map.of("VISAVIS_NODE", "a\",\"b\":\"c")))
        .hasMessageContaining("VISAVIS_NODE")
        .hasMessageContaining("would be right");
  }
}
