package io.visavis.server.conversation;

import java.util.concurrent.atomic.AtomicInteger;

/** How many portrayals fit, and how many there are. Any thread. */
public final class Admission {
  private final int slots;
  private final AtomicInteger used = new AtomicInteger();

  /** So many fit. */
  public Admission(int slots) {
    this.slots = slots;
  }

  /** Takes {@code count} slots, all or none. */
  boolean take(int count) {
    while (true) {
      int now = used.get();
      if (now + count > slots) {
        return false;
      }
      if (used.compareAndSet(now, now + count)) {
        return true;
      }
    }
  }

  /** Gives slots back. */
  void giveBack(int count) {
    used.addAndGet(-count);
  }

  /** How many fit. */
  public int slots() {
    return slots;
  }

  /** How many are taken. */
  public int used() {
    return used.get();
  }
}
