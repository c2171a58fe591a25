package io.visavis.cuda.shim;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs a recorded tick again under a sanitizer of the C++ compiler. */
public final class Sanitizer {
  private Sanitizer() {}

  /**
   * What it said.
   *
   * @param code 0 where nothing was found
   * @param output what was found
   */
  public record Result(int code, String output) {}

  /**
   * Replays a recording.
   *
   * @param flag such as {@code -fsanitize=thread}
   */
  public static Result replay(String flag, Path recording) throws IOException {
    String name = "replay-" + flag.replaceAll(".*=", "").replace(",", "-");
    Path program =
        Compiler.compile(
            name,
            List.of("-O1", "-g", "-fno-omit-frame-pointer", "-fno-sanitize-recover=all", flag),
            "kernels.cpp",
            "threads.cpp",
            "replay.cpp");
    List<String> command = List.of(program.toString(), recording.toAbsolutePath().toString());
    Compiler.Result result = Compiler.run(command);
    if (result.output().contains("unexpected memory mapping")) {
      // Some kernels' randomised addresses are more than the race detector knows. Containers may
      // forbid to switch them off, so that it is not done unasked.
      result = Compiler.run(Stream.concat(Stream.of("setarch", "-R"), command.stream()).toList());
    }
    return new Result(result.code(), result.output());
  }
}
