package io.visavis.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What this process holds.
 *
 * @param heap bytes that are in use after collections
 * @param threads of Java, and of native libraries
 * @param files open file descriptors, sockets among them
 * @param resident bytes of memory, native memory among them
 */
public record Census(long heap, long threads, long files, long resident) {
  private static final int COLLECTIONS = 6;

  /** Collects what is garbage, and counts the rest. Linux only. */
  public static Census take() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc(); // what waits for a reference queue goes with a later one
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return new Census(least, entries("/proc/self/task"), entries("/proc/self/fd"), residentBytes());
  }

  /** As above, once threads and files that are being closed are so. */
  public static Census atRest() throws InterruptedException {
    Census before = take();
    for (int i = 0; i < 30; i++) {
      TimeUnit.MILLISECONDS.sleep(500);
      Census now = take();
      if (now.threads >= before.threads && now.files >= before.files) {
        return now;
      }
      before = now;
    }
    return before;
  }

  /** What has come to it since then. */
  public Census since(Census before) {
    return new Census(
        heap - before.heap,
        threads - before.threads,
        files - before.files,
        resident - before.resident);
  }

  private static long entries(String directory) {
    try (Stream<Path> all = Files.list(Path.of(directory))) {
      return all.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long residentBytes() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/smaps_rollup"))) {
      return 1_024
          * lines
              .filter(l -> l.startsWith("Rss:"))
              .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
              .findFirst()
              .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "%.2f MB of heap, %d threads, %d files, %.0f MB resident"
        .formatted(heap / 1e6, threads, files, resident / 1e6);
  }
}
