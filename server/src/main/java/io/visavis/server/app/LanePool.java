package io.visavis.server.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.visavis.avatar.Avatar;
import io.visavis.server.conversation.Conversations;
import io.visavis.server.lane.DrawPool;
import io.visavis.server.lane.Lane;
import io.visavis.server.lane.LaneThread;
import io.visavis.server.lane.NanoClock;
import io.visavis.server.metrics.FrameMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lanes of a server, their phases spread over a frame. Any thread. */
final class LanePool implements Conversations.Lanes, AutoCloseable {
  private final Map<Lane, Integer> load = new LinkedHashMap<>();
  private final List<Lane> lanes = new ArrayList<>();
  private final DrawPool drawing;
  private final List<LaneThread> threads = new ArrayList<>();

  LanePool(
      int count,
      int capacity,
      int drawBatch,
      DrawPool drawing,
      NanoClock clock,
      MeterRegistry registry) {
    this.drawing = drawing;
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
      load.put(lane, 0);
      threads.add(new LaneThread(lane, "lane-" + i));
    }
  }

  /** Prepares an avatar for drawing. */
  void load(Avatar avatar) {
    var _ = load.keySet().iterator().next().load(avatar);
  }

  @Override
  public synchronized Lane pick(int portrayals) {
    Lane least = load.keySet().iterator().next();
    for (Map.Entry<Lane, Integer> entry : load.entrySet()) {
      if (entry.getValue() < load.getOrDefault(least, 0)) {
        least = entry.getKey();
      }
    }
    load.merge(least, portrayals, Integer::sum);
    return least;
  }

  @Override
  public synchronized void free(Lane lane, int portrayals) {
    load.merge(lane, -portrayals, Integer::sum);
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
    return load.getOrDefault(lanes.get(lane), 0);
  }

  @Override
  public void close() {
    threads.forEach(LaneThread::close);
    drawing.close();
  }
}
