package io.visavis.loadclient;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Looks for the largest number of sessions that keeps to a limit, by adding one at a time. */
final class FindMax {
  private final Limit limit;
  private final int most;
  private final Consumer<Step> each;
  private final List<Step> steps = new ArrayList<>();

  /** A load that can grow. */
  @FunctionalInterface
  interface Load {
    /**
     * Grows to that many sessions, or stays at them, and measures.
     *
     * @throws NoRoomException if the server refuses; those that are there stay
     */
    Measurement at(int sessions) throws LoadException, InterruptedException;
  }

  /**
   * A search.
   *
   * @param most sessions that are tried
   * @param each gets every step as soon as it is measured
   */
  FindMax(Limit limit, int most, Consumer<Step> each) {
    this.limit = limit;
    this.most = most;
    this.each = each;
  }

  /**
   * Searches.
   *
   * @param stopped whether the user has had enough
   * @throws LoadException if not even one session could be measured
   */
  Search run(Load load, BooleanSupplier stopped) throws LoadException, InterruptedException {
    for (int n = 1; n <= most; n++) {
      Measurement m;
      try {
        m = load.at(n);
      } catch (LoadException e) {
        if (n == 1) {
          throw e;
        }
        String why = String.valueOf(e.getMessage());
        return e instanceof NoRoomException ? refused(load, n - 1, why) : ended(n - 1, why);
      }
      if (stopped.getAsBoolean()) {
        // Cut short: too little to judge by.
        return ended(n - 1, "Stopped by the user at " + Text.count(n, "session") + ".");
      }
      Step step = step(n, m, false);
      if (!step.held()) {
        return ended(n - 1, "At " + Text.count(n, "session") + ": " + step.broken() + ".");
      }
    }
    return ended(most, "No more than " + most + " sessions were to be tried.");
  }

  /** The server's own limit: shows whether those who were there noticed. */
  private Search refused(Load load, int there, String why) throws InterruptedException {
    Step again;
    try {
      again = step(there, load.at(there), true);
    } catch (LoadException e) {
      return ended(there, why + " " + e.getMessage());
    }
    return again.held()
        ? ended(there, why)
        : ended(there - 1, why + " Measured once more after that: " + again.broken() + ".");
  }

  private Step step(int sessions, Measurement m, boolean again) {
    Step step = new Step(sessions, m, limit.broken(m), again);
    steps.add(step);
    each.accept(step);
    return step;
  }

  private Search ended(int largest, String why) {
    return new Search(limit, List.copyOf(steps), largest, why);
  }
}
