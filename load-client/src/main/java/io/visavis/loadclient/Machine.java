package io.visavis.loadclient;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this process and its machine have used up to a moment.
 *
 * @param wallNanos clock
 * @param processCpuNanos processor time of this process
 * @param busyTicks processor time of all processes
 * @param stealTicks time that the hypervisor gave to others
 * @param allTicks time of all processors, idle included
 */
record Machine(
    long wallNanos, long processCpuNanos, long busyTicks, long stealTicks, long allTicks) {

  static Machine now() {
    long cpu =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean os
            ? os.getProcessCpuTime()
            : 0;
    long busy = 0;
    long steal = 0;
    long all = 0;
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc/stat"));
      // cpu user nice system idle iowait irq softirq steal …
      String[] w = lines.getFirst().trim().split(" +", -1);
      for (int i = 1; i < Math.min(w.length, 9); i++) {
        long t = Long.parseLong(w[i]);
        all += t;
        busy += i == 4 || i == 5 || i == 8 ? 0 : t;
        steal += i == 8 ? t : 0;
      }
    } catch (IOException | NumberFormatException e) {
      // Not Linux: these stay at zero.
    }
    return new Machine(System.nanoTime(), cpu, busy, steal, all);
  }

  /** The difference to an earlier moment. */
  Use since(Machine before, @Nullable Double serverCores) {
    double ticks = Math.max(1, allTicks - before.allTicks);
    return new Use(
        coresSince(before),
        serverCores,
        100.0 * (busyTicks - before.busyTicks) / ticks,
        100.0 * (stealTicks - before.stealTicks) / ticks,
        Runtime.getRuntime().availableProcessors());
  }

  /** Cores that this process has used since. */
  double coresSince(Machine before) {
    return (double) (processCpuNanos - before.processCpuNanos)
        / Math.max(1, wallNanos - before.wallNanos);
  }
}
