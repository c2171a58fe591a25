package io.visavis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What the machine's cores have done since its start, in ticks; zero where the system does not say.
 *
 * @param total of all states
 * @param steal taken by other guests of the same host
 */
public record CpuTimes(long total, long steal) {
  private static final int STEAL = 7;

  /** The state of now. */
  public static CpuTimes now() {
    try (var lines = Files.lines(Path.of("/proc/stat"))) {
      long[] ticks =
          lines
              .findFirst()
              .map(line -> line.replaceFirst("cpu\\s+", "").split(" "))
              .map(fields -> Arrays.stream(fields).mapToLong(Long::parseLong).toArray())
              .orElse(new long[0]);
      return ticks.length > STEAL
          ? new CpuTimes(Arrays.stream(ticks).limit(STEAL + 1).sum(), ticks[STEAL])
          : new CpuTimes(0, 0);
    } catch (IOException e) {
      return new CpuTimes(0, 0);
    }
  }

  /** Percent of the machine that other guests took from here to then. */
  public double stealUntil(CpuTimes then) {
    return then.total > total ? 100.0 * (then.steal - steal) / (then.total - total) : 0;
  }
}
