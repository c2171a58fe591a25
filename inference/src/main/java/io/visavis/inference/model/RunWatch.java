package io.visavis.inference.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends runs of ONNX Runtime that take longer than a time, each for itself, and lets the next go on.
 * Any thread. One thread looks after the runs of all watches: every loaded avatar has a watch, and
 * most have nothing to do at most times.
 */
public final class RunWatch {
  private static final Logger log = LoggerFactory.getLogger(RunWatch.class);
  private static final long LOOK_MILLIS = 25;
  private static final Set<Watched> RUNNING = ConcurrentHashMap.newKeySet();

  private final long mostNanos;

  /** A run. */
  private static final class Watched {
    private final OrtSession.RunOptions options;
    private final long mostNanos;
    private final long began = System.nanoTime();
    private boolean over;
    private boolean ended;

    private Watched(OrtSession.RunOptions options, long mostNanos) {
      this.options = options;
      this.mostNanos = mostNanos;
    }

    synchronized boolean ended() {
      return ended;
    }

    private synchronized void look() {
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

  /** Starts with the first watch, and lasts as long as the process. */
  private static final class Looking {
    static {
      var _ =
          Executors.newSingleThreadScheduledExecutor(
                  Thread.ofPlatform().daemon().name("run-watch").factory())
              .scheduleAtFixedRate(Looking::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void begin() {}

    /** One that cannot be ended is no reason to look after none. */
    private static void look() {
      for (Watched run : RUNNING) {
        try {
          run.look();
        } catch (IllegalStateException e) {
          log.error("A run of a network that takes too long cannot be ended", e);
        }
      }
    }
  }

  /** For runs that may take that long. */
  public RunWatch(long mostNanos) {
    this.mostNanos = mostNanos;
    Looking.begin();
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
    Watched run = new Watched(options, mostNanos);
    RUNNING.add(run);
    boolean ended = false;
    try {
      session.run(inputs, Set.of(), outputs, options).close();
    } catch (OrtException e) {
      if (!run.ended()) {
        throw e;
      }
    } finally {
      RUNNING.remove(run);
      ended = run.end();
    }
    return !ended;
  }
}
