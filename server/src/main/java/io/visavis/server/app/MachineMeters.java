package io.visavis.server.app;

import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;

/**
 * Meters of the JVM by Micrometer's binders, and of the process under Prometheus's own names:
 * processor time, resident memory (native libraries take theirs outside of the heap), open files.
 */
final class MachineMeters implements AutoCloseable {
  private final JvmGcMetrics collector = new JvmGcMetrics();

  MachineMeters(PrometheusMeterRegistry registry) {
    collector.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    ProcessMetrics.builder().register(registry.getPrometheusRegistry());
  }

  /** Stops listening to the garbage collector. */
  @Override
  public void close() {
    collector.close();
  }
}
