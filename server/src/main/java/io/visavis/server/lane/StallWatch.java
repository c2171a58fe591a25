package io.visavis.server.lane;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices lanes that do not come back from a step, and writes what all of them and the drawing
 * threads are doing into the log: what stood still for a quarter of a second is otherwise gone when
 * somebody looks. {@link #look} is called about ten times a second, by one thread.
 */
public final class StallWatch {
  private static final Logger log = LoggerFactory.getLogger(StallWatch.class);

  /** Six frames: a step that takes one or two too long is dropped pictures, not a stall. */
  static final long STALL = 250_000_000L;

  /** A machine that is far too slow must not be slowed down by its log. */
  private static final long BETWEEN_DUMPS = 60_000_000_000L;

  private static final int DEEPEST = 40;

  private final List<LaneThread> lanes;
  private final NanoClock clock;
  private final Set<LaneThread> standing = new HashSet<>();
  private long dumpedAt;
  private boolean dumped;

  /** A watch over these. */
  public StallWatch(List<LaneThread> lanes, NanoClock clock) {
    this.lanes = List.copyOf(lanes);
    this.clock = clock;
  }

  /** Looks at every lane. */
  public void look() {
    long now = clock.nanoTime();
    List<LaneThread> fresh = new ArrayList<>();
    for (LaneThread lane : lanes) {
      long since = lane.steppingSince();
      if (since == LaneThread.WAITING || now - since < STALL) {
        standing.remove(lane);
      } else if (standing.add(lane)) {
        fresh.add(lane);
        lane.stalled();
      }
    }
    if (!fresh.isEmpty() && (!dumped || now - dumpedAt >= BETWEEN_DUMPS)) {
      dumped = true;
      dumpedAt = now;
      dump(fresh, now);
    }
  }

  private static void dump(List<LaneThread> fresh, long now) {
    StringBuilder text = new StringBuilder();
    for (LaneThread lane : fresh) {
      text.append(lane.name())
          .append(" has been in one frame for ")
          .append((now - lane.steppingSince()) / 1_000_000)
          .append(" ms. ");
    }
    text.append("What lanes and drawing threads do:");
    Map<String, StackTraceElement[]> stacks = new TreeMap<>();
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              if (thread.getName().startsWith("lane-") || thread.getName().startsWith("draw-")) {
                stacks.put(thread.getName() + " " + thread.getState(), stack);
              }
            });
    stacks.forEach(
        (name, stack) -> {
          text.append(System.lineSeparator()).append(name);
          for (int i = 0; i < Math.min(stack.length, DEEPEST); i++) {
            text.append(System.lineSeparator()).append("    at ").append(stack[i]);
          }
        });
    log.warn("{}", text);
  }
}
