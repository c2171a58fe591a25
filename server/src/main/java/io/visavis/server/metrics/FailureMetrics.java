package io.visavis.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what failed. Any thread; nothing allocates. */
public final class FailureMetrics {
  private final Counter[] failures = new Counter[Failure.values().length];
  private final Counter failovers;

  /** Meters in that registry, from zero on, so that the first failure is a rise. */
  public FailureMetrics(MeterRegistry registry) {
    for (Failure failure : Failure.values()) {
      failures[failure.ordinal()] =
          Counter.builder("visavis.failures")
              .description("What failed while the server ran")
              .tag("part", failure.id())
              .register(registry);
    }
    failovers =
        Counter.builder("visavis.render.failovers")
            .description("Drawing threads that went from a GPU that failed to the CPU")
            .register(registry);
  }

  /** Something failed. */
  public void failed(Failure failure) {
    failures[failure.ordinal()].increment();
  }

  /** A drawing thread's GPU failed; the CPU draws instead. */
  public void failover() {
    failovers.increment();
  }
}
