package io.visavis.inference.inpaint;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends runs of ONNX Runtime that take longer than a time, each for itself, and lets the next go on.
 * Any thread; has one of its own that looks now and then.
 */
final class RunWatch implements AutoCloseable {
  /** Looks within the time. */
  private static final int LOOKS = 4;

  private final Set<Watched> running = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("inpaint-limit").factory());

  /** A run. */
  static final class Watched {
    private final OrtSession.RunOptions options;
    private final long began = System.nanoTime();
    private boolean over;
    private boolean ended;

    private Watched(OrtSession.RunOptions options) {
      this.options = options;
    }

    /** Whether it took too long. */
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
  RunWatch(long mostNanos) {
    var _ =
        watch.scheduleAtFixedRate(
            () -> running.forEach(run -> run.look(mostNanos)),
            mostNanos / LOOKS,
            mostNanos / LOOKS,
            TimeUnit.NANOSECONDS);
  }

  /** Before a run with these options, which no other run has meanwhile. */
  Watched begin(OrtSession.RunOptions options) {
    Watched run = new Watched(options);
    running.add(run);
    return run;
  }

  /** After a run; returns whether it took too long and was ended. */
  boolean end(Watched run) {
    running.remove(run);
    return run.end();
  }

  @Override
  public void close() {
    watch.shutdownNow();
    watch.close();
  }
}
