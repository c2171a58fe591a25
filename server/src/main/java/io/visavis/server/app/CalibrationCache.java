package io.visavis.server.app;

import io.visavis.avatar.registry.AvatarCache;
import io.visavis.inference.model.MotionModel;
import io.visavis.render.RenderBackend;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What pictures cost on this machine, kept on disk, so that a server that starts while the machine
 * is busy knows what it can do when it is not. What is older than a week, or of another build, is
 * measured anew. A file that cannot be read or written is as good as none.
 */
final class CalibrationCache {
  private static final Logger log = LoggerFactory.getLogger(CalibrationCache.class);
  private static final Duration OLD = Duration.ofDays(7);
  private static final int MOST_BYTES = 1 << 20;

  private final Path file;
  private final String build;
  private final Clock clock;
  private final Properties known = new Properties();

  /**
   * What is kept in that file.
   *
   * @param build of the code whose speed it is
   */
  CalibrationCache(Path file, String build, Clock clock) {
    this.file = file;
    this.build = build;
    this.clock = clock;
    try {
      if (Files.size(file) <= MOST_BYTES) {
        try (Reader in = Files.newBufferedReader(file)) {
          known.load(in);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      known.clear();
    }
  }

  /** The user's, for the processor that this is. */
  static CalibrationCache standard() {
    return new CalibrationCache(
        AvatarCache.defaultFolder().resolveSibling("calibration-" + processor() + ".properties"),
        build(RenderBackend.class) + build(MotionModel.class),
        Clock.systemUTC());
  }

  /** Tells the jar that a class is in from those of other builds, which are slower or faster. */
  private static String build(Class<?> code) {
    try {
      Path jar = Path.of(code.getProtectionDomain().getCodeSource().getLocation().toURI());
      long time = Files.getLastModifiedTime(jar).toMillis();
      return Long.toHexString(time) + Long.toHexString(Files.size(jar));
    } catch (IOException | URISyntaxException | FileSystemNotFoundException e) {
      // Packed otherwise: all builds are alike.
      return "";
    }
  }

  /** Its model's name and how many cores there are, as a file's name. */
  private static String processor() {
    String model = "cpu";
    try {
      model =
          Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
              .filter(line -> line.startsWith("model name"))
              .findFirst()
              .orElse(model);
    } catch (IOException e) {
      // Not Linux: all processors are alike.
    }
    String name = model.substring(model.indexOf(':') + 1).strip().replaceAll("[^A-Za-z0-9]+", "-");
    return name.substring(0, Math.min(60, name.length()))
        + "-"
        + Runtime.getRuntime().availableProcessors();
  }

  /** Nanoseconds of a frame, where it was measured lately. */
  OptionalLong nanos(String key) {
    return kept(of(key));
  }

  private String of(String key) {
    return key + "." + build;
  }

  private OptionalLong kept(String key) {
    String[] parts = known.getProperty(key, "").split("@", 2);
    try {
      long nanos = Long.parseLong(parts[0]);
      long age = clock.millis() - Long.parseLong(parts[parts.length - 1]);
      boolean good = parts.length == 2 && nanos > 0 && age >= 0 && age < OLD.toMillis();
      return good ? OptionalLong.of(nanos) : OptionalLong.empty();
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** Keeps what was measured now; what is known is kept with its age. */
  void put(String key, long nanos) {
    if (nanos(key).orElse(-1) != nanos) {
      known.setProperty(of(key), nanos + "@" + clock.millis());
    }
  }

  /** Writes it down for the next start; what is too old is left out. */
  void write() {
    known.keySet().removeIf(key -> kept((String) key).isEmpty());
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (Writer out = Files.newBufferedWriter(file)) {
        known.store(out, "nanoseconds of a frame @ when they were measured");
      }
    } catch (IOException e) {
      log.info(
          "What faces cost here is not kept, and measured anew at the next start: {}",
          e.toString());
    }
  }
}
