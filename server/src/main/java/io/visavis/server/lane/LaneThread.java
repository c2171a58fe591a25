package io.visavis.server.lane;

import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that steps a lane when its frames are due. */
public final class LaneThread implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LaneThread.class);

  private final Lane lane;
  private final Thread thread;
  private volatile boolean running = true;

  /** Starts to step that lane; closes it in the end. */
  public LaneThread(Lane lane, String name) {
    this.lane = lane;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    thread.start();
  }

  private void run() {
    try (lane) {
      while (running) {
        long wait = lane.nextDue() - System.nanoTime();
        if (wait > 0) {
          LockSupport.parkNanos(wait);
        }
        lane.step(System.nanoTime());
      }
    } catch (RuntimeException e) {
      log.error("A lane failed", e);
    }
  }

  /** Whether the lane is stepped. Any thread. */
  public boolean alive() {
    return thread.isAlive();
  }

  @Override
  public void close() {
    running = false;
    LockSupport.unpark(thread);
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
