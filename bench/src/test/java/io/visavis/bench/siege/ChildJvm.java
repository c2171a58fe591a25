package io.visavis.bench.siege;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program of visavis in a process of its own, with what it says in a file. */
final class ChildJvm implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path said;

  /** As the launcher starts a server. */
  static final List<String> SERVER =
      List.of("-XX:ThreadPriorityPolicy=1", "-XX:CompilerThreadPriority=10", "-XX:-PrintWarnings");

  /** Starts it with this test's classes. */
  ChildJvm(
      Class<?> main,
      List<String> options,
      Path said,
      Map<String, String> environment,
      String... arguments)
      throws IOException {
    this.said = said;
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules=jdk.incubator.vector",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true"));
    command.addAll(options);
    command.add(main.getName());
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder
        .environment()
        .put("CLASSPATH", home(main) + ":" + System.getProperty("java.class.path"));
    builder.environment().putAll(environment);
    process = builder.start();
  }

  /** Where its own module lies: it comes first, so that the program finds its own logback.xml. */
  private static Path home(Class<?> main) throws IOException {
    try {
      return Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /** What it has said. */
  String said() throws IOException {
    return Files.readString(said);
  }

  /** Waits for a line that begins so, and says how it goes on. */
  String await(String beginning) throws IOException, InterruptedException {
    for (int i = 0; i < 10 * PATIENCE_SECONDS && process.isAlive(); i++) {
      Optional<String> line = said().lines().filter(l -> l.contains(beginning)).findFirst();
      if (line.isPresent()) {
        return line.get().substring(line.get().indexOf(beginning) + beginning.length());
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IOException("No line '" + beginning + "' in:\n" + said());
  }

  /** Waits for its end; says its exit code. */
  int end() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
