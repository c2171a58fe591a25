package io.visavis.server.testing;

import io.visavis.server.lane.NanoClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that moves when it is told to. */
public final class FakeClock implements NanoClock {
  private final AtomicLong now = new AtomicLong(1_000_000_000L);

  @Override
  public long nanoTime() {
    return now.get();
  }

  /** Moves on. */
  public void advance(Duration by) {
    now.addAndGet(by.toNanos());
  }

  /** Moves to a time. */
  public void set(long nanos) {
    now.set(nanos);
  }
}
