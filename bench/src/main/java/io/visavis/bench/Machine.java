package io.visavis.bench;

import io.visavis.render.vector.VectorBackend;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the figures come from.
 *
 * @param processor the model's name
 * @param cores that this process may use
 * @param java version and vendor of the virtual machine
 * @param lanes floats of a vector
 * @param load average number of running processes over the last minute, -1 where unknown
 */
public record Machine(String processor, int cores, String java, int lanes, double load) {

  /** This machine. */
  public static Machine here() {
    return new Machine(
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.vm.version") + ", " + System.getProperty("java.vendor"),
        VectorBackend.lanes(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String processorName() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  /** For a person. */
  public String describe() {
    return "%s, %d cores, vectors of %d floats, JDK %s, load %.1f"
        .formatted(processor, cores, lanes, java, load);
  }
}
