package io.visavis.inference.model;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends runs of ONNX Runtime that take too long together: they fail then. One thread. */
public final class RunLimit implements AutoCloseable {
  private final OrtSession.RunOptions options = new OrtSession.RunOptions();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("run-limit").factory());
  private volatile boolean expired;

  /** For all runs from now until {@link #close}. */
  public RunLimit(int seconds) throws OrtException {
    var _ =
        watch.schedule(
            () -> {
              expired = true;
              options.setTerminate(true);
              return true;
            },
            seconds,
            TimeUnit.SECONDS);
  }

  /** What the runs are given. */
  public OrtSession.RunOptions options() {
    return options;
  }

  /** Whether the time is up. */
  public boolean expired() {
    return expired;
  }

  @Override
  public void close() {
    watch.shutdownNow();
    watch.close(); // before the options, which it may be ending
    options.close();
  }
}
