package io.visavis.inference.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way to ONNX Runtime's native library, and the rules of its use. Any thread.
 *
 * <p>Version 1.29 for Linux copies {@code /proc/self/cmdline} into 4,096 bytes and kills the
 * process where the command line is longer; a class path therefore goes into the environment
 * variable CLASSPATH or an {@code @file}, never onto the command line.
 *
 * <p>It also sends figures of its use to its makers, from the moment that it is loaded, unless the
 * environment says {@code ORT_DISABLE_TELEMETRY=1}, as our launcher, our image and our tests do.
 * For a process that somebody else starts, it is switched off here, right after it was loaded.
 */
public final class OnnxRuntime {
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
  private static final Pattern CUDA_FAILURE = Pattern.compile("CUDA failure \\d+: [^;]+");
  private static final int LONGEST = 3_900;

  private OnnxRuntime() {}

  /**
   * The environment of this process, loaded on first use.
   *
   * @throws ModelException with one sentence if it cannot be loaded here
   */
  public static OrtEnvironment environment() {
    refuse(commandLine());
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      environment.setTelemetry(false);
      return environment;
    } catch (OrtException e) {
      throw new ModelException(
          "ONNX Runtime does not let its telemetry be switched off: %s.".formatted(reason(e)), e);
    } catch (LinkageError e) {
      throw new ModelException(
          "ONNX Runtime cannot be loaded on this machine: %s.".formatted(e.getMessage()), e);
    }
  }

  /**
   * What this build of it was compiled with; that a provider is among them does not say that it
   * works here.
   *
   * @throws ModelException with one sentence if it cannot be loaded here
   */
  static Set<OrtProvider> providers() {
    environment();
    return OrtEnvironment.getAvailableProviders();
  }

  /** What it says went wrong, without the places in its own sources. */
  public static String reason(OrtException e) {
    String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown");
    Matcher cuda = CUDA_FAILURE.matcher(line);
    return cuda.find() ? cuda.group().strip() : line;
  }

  /** Refuses a command line that the library would not survive. */
  static void refuse(int bytes) {
    if (bytes > LONGEST) {
      throw new ModelException(
          "The command line of this process has %d bytes, and ONNX Runtime aborts beyond 4096; give the class path by the environment variable CLASSPATH."
              .formatted(bytes));
    }
  }

  private static int commandLine() {
    try {
      return Files.isReadable(COMMAND_LINE) ? Files.readAllBytes(COMMAND_LINE).length : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
