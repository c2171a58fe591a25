package io.visavis.server.lane;

import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that steps a lane when its frames are due. It parks by the system's clock. */
public final class LaneThread implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LaneThread.class);

  /** What {@link #steppingSince} says between two frames, when nothing is behind. */
  static final long WAITING = Lane.NOT_BEHIND;

  private final Lane lane;
  private final NanoClock clock;
  private final Thread thread;
  private volatile boolean running = true;
  private volatile long steppingSince = WAITING;

  /** Starts to step that lane; closes it in the end. */
  public LaneThread(Lane lane, NanoClock clock, String name) {
    this.lane = lane;
    this.clock = clock;
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
        steppingSince = clock.nanoTime();
        lane.step(System.nanoTime());
        steppingSince = lane.behindSince();
      }
    } catch (RuntimeException | Error e) {
      log.error("A lane failed", e);
    }
  }

  /** Whether the lane is stepped. Any thread. */
  public boolean alive() {
    return thread.isAlive();
  }

  /**
   * When the step in hand began, or the oldest picture that is still being drawn was due, on the
   * clock that was given; {@link #WAITING} where there is neither.
   */
  long steppingSince() {
    return steppingSince;
  }

  /** It has been in one step for far too long. */
  void stalled() {
    lane.metrics().stoodStill();
  }

  String name() {
    return thread.getName();
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
