package io.visavis.server.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code visavis serve} in a process of its own, on a free port of loopback. */
public final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<String> lines = new ArrayList<>();
  private final CompletableFuture<String> url = new CompletableFuture<>();

  /**
   * Starts one.
   *
   * @param folder for its configuration
   * @param hocon over the defaults, and over small pictures
   * @param environment besides this process's
   * @param jvm options of Java
   */
  public ServerProcess(Path folder, String hocon, Map<String, String> environment, String... jvm)
      throws IOException {
    Path config = Files.createTempFile(folder, "server", ".conf");
    Files.writeString(
        config,
        "visavis { listen.port = 0, picture.size = 64, lanes.max-portrayals = 2, render.backend = scalar }\n"
            + hocon);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--add-modules=jdk.incubator.vector",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true",
            "-Xmx512m"));
    command.addAll(List.of(jvm));
    command.addAll(List.of("io.visavis.server.cli.Main", "serve", "--config", config.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().putAll(environment);
    process = builder.start();
    Thread.ofVirtual().start(this::read);
  }

  private void read() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        synchronized (lines) {
          lines.add(line);
        }
        int at = line.indexOf("open http://");
        if (at >= 0) {
          url.complete(line.substring(at + "open ".length()));
        }
      }
    } catch (IOException e) {
      // It has been killed.
    }
    url.completeExceptionally(new IllegalStateException("It ended: " + log()));
  }

  /** Where it is, once it serves. */
  public String url() throws Exception {
    return url.get(100, TimeUnit.SECONDS);
  }

  /** What it has said so far. */
  public String log() {
    synchronized (lines) {
      return String.join("\n", lines);
    }
  }

  /** Sends a request. */
  public HttpResponse<String> send(String method, String path, String secret, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!secret.isEmpty()) {
      request.header("Authorization", "Bearer " + secret);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Sends it a signal, such as TERM. */
  public void signal(String name) throws IOException, InterruptedException {
    run("kill", "-" + name, Long.toString(process.pid()));
  }

  /** From now on no file that it writes becomes larger than that, as if the disk were full. */
  public void limitFiles(long bytes) throws IOException, InterruptedException {
    run("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + bytes);
  }

  private static void run(String... command) throws IOException, InterruptedException {
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException("It failed: " + String.join(" ", command));
    }
  }

  /** Its exit code, when it has ended by itself. */
  public int exit() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("It has not ended: " + log());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    client.close();
    process.destroyForcibly();
  }
}
