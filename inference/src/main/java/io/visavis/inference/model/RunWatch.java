package io.visavis.inference.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends runs of ONNX Runtime that take longer than a time, each for itself, and lets the next go on.
 * Any thread; has one of its own that looks now and then.
 */
public final class RunWatch implements AutoCloseable {
  /** Looks within the time. */
  private static final int LOOKS = 4;

  private final Set<Watched> running = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("run-watch").factory());

  /** A run. */
  private static final class Watched {
    private final OrtSession.RunOptions options;
    private final long began = System.nanoTime();
    private boolean over;
    private boolean ended;

    private Watched(OrtSession.RunOptions options) {
      this.options = options;
    }

    synchronized boolean ended() {
      return ended;
    }

    private synchronized void look(long mostNanos) {
      if (!over && !ended && System.nanoTime() - began > mostNanos) {
        ended = true;
        terminate(true);
      }
    }

    private synchronized boolean end() {
      over = true;
      if (ended) {
        terminate(false);
      }
      return ended;
    }

    private void terminate(boolean now) {
      try {
        options.setTerminate(now);
      } catch (OrtException e) {
        throw new IllegalStateException("ONNX Runtime failed to end a run.", e);
      }
    }
  }

  /** For runs that may take that long. */
  public RunWatch(long mostNanos) {
    var _ =
        watch.scheduleAtFixedRate(
            () -> running.forEach(run -> run.look(mostNanos)),
            mostNanos / LOOKS,
            mostNanos / LOOKS,
            TimeUnit.NANOSECONDS);
  }

  /**
   * Runs a session.
   *
   * @param options of this run, which no other run has meanwhile
   * @param outputs that it writes, pinned
   * @return false if it took too long and was ended; the outputs are then of no use
   * @throws OrtException if it failed by itself
   */
  public boolean run(
      OrtSession session,
      Map<String, OnnxTensor> inputs,
      Map<String, OnnxTensor> outputs,
      OrtSession.RunOptions options)
      throws OrtException {
    Watched run = new Watched(options);
    running.add(run);
    boolean ended = false;
    try {
      session.run(inputs, Set.of(), outputs, options).close();
    } catch (OrtException e) {
      if (!run.ended()) {
        throw e;
      }
    } finally {
      running.remove(run);
      ended = run.end();
    }
    return !ended;
  }

  @Override
  public void close() {
    watch.shutdownNow();
    watch.close();
  }
}
