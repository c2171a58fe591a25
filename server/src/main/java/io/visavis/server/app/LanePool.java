package io.visavis.server.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.visavis.avatar.Avatar;
import io.visavis.server.Refusal;
import io.visavis.server.conversation.Conversations;
import io.visavis.server.lane.DrawPool;
import io.visavis.server.lane.Lane;
import io.visavis.server.lane.LaneThread;
import io.visavis.server.lane.NanoClock;
import io.visavis.server.lane.StallWatch;
import io.visavis.server.metrics.FrameMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lanes of a server, their phases spread over a frame. Any thread. */
final class LanePool implements Conversations.Lanes, AutoCloseable {
  private final Map<Lane, Load> load = new LinkedHashMap<>();
  private final int capacity;
  private final List<Lane> lanes = new ArrayList<>();
  private final DrawPool drawing;
  private final List<LaneThread> threads = new ArrayList<>();

  /** What a lane has to do. */
  private static final class Load {
    private int portrayals;
    private long cost;

    void add(int more, long moreCost) {
      portrayals += more;
      cost += moreCost;
    }
  }

  /**
   * Starts them.
   *
   * @param capacity most portrayals of each
   */
  LanePool(
      int count,
      int capacity,
      int drawBatch,
      DrawPool drawing,
      NanoClock clock,
      MeterRegistry registry) {
    this.drawing = drawing;
    this.capacity = capacity;
    for (int i = 0; i < count; i++) {
      Lane lane =
          new Lane(
              clock,
              i * Lane.PERIOD / count,
              drawing,
              capacity,
              drawBatch,
              new FrameMetrics(registry, i));
      lanes.add(lane);
      load.put(lane, new Load());
      threads.add(new LaneThread(lane, clock, "lane-" + i));
    }
  }

  /** Prepares an avatar for drawing. */
  void load(Avatar avatar) {
    var _ = load.keySet().iterator().next().load(avatar);
  }

  @Override
  public synchronized Lane pick(int portrayals, long cost) {
    Map.Entry<Lane, Load> least =
        load.entrySet().stream()
            .filter(e -> e.getValue().portrayals + portrayals <= capacity)
            .min(Comparator.comparingLong(e -> e.getValue().cost))
            .orElseThrow(
                () ->
                    Refusal.busy(
                        "slots",
                        "All lanes of this server are full; try again later, or ask another one.",
                        Duration.ofSeconds(10)));
    least.getValue().add(portrayals, cost);
    return least.getKey();
  }

  @Override
  public synchronized void free(Lane lane, int portrayals, long cost) {
    Load of = load.get(lane);
    if (of != null) {
      of.add(-portrayals, -cost);
    }
  }

  /** Whether every lane is stepped; one that has failed is not stepped again. */
  boolean alive() {
    return threads.stream().allMatch(LaneThread::alive);
  }

  /** How many lanes there are. */
  int count() {
    return lanes.size();
  }

  /** Portrayals of that lane. */
  synchronized int load(int lane) {
    Load of = load.get(lanes.get(lane));
    return of == null ? 0 : of.portrayals;
  }

  /** Looks after them; to be asked about ten times a second. */
  StallWatch watch(NanoClock clock) {
    return new StallWatch(threads, clock);
  }

  @Override
  public void close() {
    threads.forEach(LaneThread::close);
    drawing.close();
  }
}
