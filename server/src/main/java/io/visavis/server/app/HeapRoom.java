package io.visavis.server.app;

import io.visavis.server.Refusal;
import io.visavis.server.lane.NanoClock;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Refuses those who come while less than a tenth of the heap is free. What counts is what is left
 * after a collection, for garbage is room; where the last one was long ago, another is asked for.
 * Any thread.
 */
final class HeapRoom {
  /** The share of the heap that may be used after a collection. */
  private static final double MOST_USED = 0.9;

  private static final long BETWEEN_COLLECTIONS = 30_000_000_000L;
  private static final Duration LATER = Duration.ofSeconds(10);

  private final Supplier<Usage> usage;
  private final Runnable collect;
  private final NanoClock clock;
  private long collectedAt;

  /**
   * Bytes of the part of the heap in which things stay.
   *
   * @param after used after the last collection, 0 where there was none
   * @param now used now, garbage included
   * @param most that there may be
   */
  record Usage(long after, long now, long most) {}

  /**
   * Room in a heap.
   *
   * @param collect begins a collection and returns
   */
  HeapRoom(Supplier<Usage> usage, Runnable collect, NanoClock clock) {
    this.usage = usage;
    this.collect = collect;
    this.clock = clock;
    this.collectedAt = clock.nanoTime() - BETWEEN_COLLECTIONS;
  }

  /** The room of this process. */
  static HeapRoom ofJvm(NanoClock clock) {
    // Of a heap of generations only the old one has a threshold; one without them is one pool.
    MemoryPoolMXBean old =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(p -> p.getType() == MemoryType.HEAP && p.isUsageThresholdSupported())
            .findFirst()
            .orElseThrow();
    return new HeapRoom(
        () -> usage(old), () -> Thread.ofPlatform().daemon().name("gc").start(System::gc), clock);
  }

  private static Usage usage(MemoryPoolMXBean pool) {
    MemoryUsage after = pool.getCollectionUsage();
    MemoryUsage now = pool.getUsage();
    long most = now.getMax() > 0 ? now.getMax() : Runtime.getRuntime().maxMemory();
    return new Usage(after == null ? now.getUsed() : after.getUsed(), now.getUsed(), most);
  }

  /**
   * Returns where there is room.
   *
   * @throws Refusal BUSY where there is none
   */
  void require() {
    Usage u = usage.get();
    long most = (long) (MOST_USED * u.most);
    if (u.after <= most || u.now <= most) {
      return;
    }
    collectNowAndThen();
    throw Refusal.busy(
        "memory",
        "The server's memory is nearly used up, %d of %d MB; try again later, or ask another server."
            .formatted(u.after >> 20, u.most >> 20),
        LATER);
  }

  /** Without it a server that became quiet would never know that there is room again. */
  private synchronized void collectNowAndThen() {
    long now = clock.nanoTime();
    if (now - collectedAt >= BETWEEN_COLLECTIONS) {
      collectedAt = now;
      collect.run();
    }
  }
}
