package io.visavis.server.conversation;

import io.visavis.server.Refusal;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much fits, and how much is taken: in nanoseconds of a core a frame, told to users in slots. A
 * slot is a portrayal of the default avatar that one viewer watches. Any thread.
 */
public final class Admission {
  private static final Duration LATER = Duration.ofSeconds(10);

  private final Prices prices;
  private final long capacity;
  private final AtomicLong used = new AtomicLong();
  private final Runnable memory;

  /**
   * Room for so many slots.
   *
   * @param slots may have a fraction
   * @param memory throws a {@link Refusal} while there is too little of it
   */
  public Admission(Prices prices, double slots, Runnable memory) {
    this.prices = prices;
    this.memory = memory;
    this.capacity = Math.round(slots * prices.slot());
  }

  /** What things cost. */
  public Prices prices() {
    return prices;
  }

  /**
   * Takes that much, or nothing.
   *
   * @throws Refusal BUSY while memory is short
   */
  boolean take(long cost) {
    memory.run();
    while (true) {
      long now = used.get();
      if (now + cost > capacity) {
        return false;
      }
      if (used.compareAndSet(now, now + cost)) {
        return true;
      }
    }
  }

  /** Takes that much, fit or not; a negative cost is given back. */
  void charge(long cost) {
    used.addAndGet(cost);
  }

  /** Why so much does not fit. */
  Refusal full(long cost) {
    return Refusal.busy(
        "slots",
        String.format(
            Locale.ROOT,
            "This needs %.2f of the server's %d portrayal slots, and %.2f are free; try again later,"
                + " or ask another server.",
            inSlots(cost),
            slots(),
            Math.max(0, inSlots(capacity - used.get()))),
        LATER);
  }

  private double inSlots(long cost) {
    return (double) cost / prices.slot();
  }

  /** How many fit. */
  public int slots() {
    return (int) (capacity / prices.slot());
  }

  /** How many are taken; part of one where only motion is asked for. */
  public double used() {
    return inSlots(used.get());
  }

  /** How many portrayals fit where nobody wants pictures. */
  public int motionOnly() {
    return (int) Math.min(Integer.MAX_VALUE, capacity / prices.move());
  }
}
