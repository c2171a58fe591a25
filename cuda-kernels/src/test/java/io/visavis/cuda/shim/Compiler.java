package io.visavis.cuda.shim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compiles the kernels as C++. */
final class Compiler {
  /** From this module, or from one beside it. */
  private static final Path SOURCES =
      Files.isDirectory(Path.of("src/test/cpp"))
          ? Path.of("src/test/cpp")
          : Path.of("../cuda-kernels/src/test/cpp");

  private static final Path OUT = Path.of("target/shim");

  private Compiler() {}

  /**
   * Compiles to {@code target/shim/NAME}.
   *
   * @param files of {@code src/test/cpp}
   */
  static Path compile(String name, List<String> flags, String... files) throws IOException {
    Files.createDirectories(OUT);
    Path out = OUT.resolve(name).toAbsolutePath();
    List<String> command = new ArrayList<>(List.of("g++", "-std=c++20", "-DVISAVIS_SHIM"));
    command.add("-I" + SOURCES);
    command.addAll(
        List.of("-Wall", "-Wextra", "-Werror", "-Wno-unknown-pragmas", "-ffp-contract=off"));
    command.addAll(flags);
    for (String file : files) {
      command.add(SOURCES.resolve(file).toString());
    }
    command.addAll(List.of("-o", out.toString(), "-pthread"));
    Result result = run(command);
    if (result.code() != 0) {
      throw new IOException(
          "The kernels do not compile as C++ (g++ 11 or newer is needed):\n" + result.output());
    }
    return out;
  }

  /**
   * What a program said.
   *
   * @param code its exit code
   * @param output both of its streams
   */
  record Result(int code, String output) {}

  /** Runs a program to its end. */
  static Result run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new IOException("interrupted", e);
    }
  }
}
