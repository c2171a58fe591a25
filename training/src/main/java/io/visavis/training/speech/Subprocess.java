package io.visavis.training.speech;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a program to its end and returns what it printed. */
final class Subprocess {
  private Subprocess() {}

  /**
   * @param debianPackage named in the error when the program is not there
   * @return standard output, UTF-8
   */
  static String run(List<String> command, String debianPackage) {
    String program = command.getFirst();
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .start();
    } catch (IOException e) {
      throw new MissingSpeechToolException(program, debianPackage);
    }
    try (var out = process.getInputStream()) {
      String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException(program + " ended with code " + code + ".");
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(program + " was interrupted.", e);
    }
  }
}
