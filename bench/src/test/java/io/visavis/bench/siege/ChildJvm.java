package io.visavis.bench.siege;

import java.io.IOException;
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

  /** Starts it with this test's classes. */
  ChildJvm(Class<?> main, Path said, Map<String, String> environment, String... arguments)
      throws IOException {
    this.said = said;
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules=jdk.incubator.vector",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true",
                main.getName()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().putAll(environment);
    process = builder.start();
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
