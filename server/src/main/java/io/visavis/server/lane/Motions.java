package io.visavis.server.lane;

import io.visavis.inference.MotionBatch;
import io.visavis.inference.MotionStream;
import io.visavis.inference.model.MotionModel;
import io.visavis.server.metrics.Failure;
import io.visavis.server.metrics.FrameMetrics;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lane's motion models, each with its batch. Owned by the lane. */
final class Motions {
  private static final Logger log = LoggerFactory.getLogger(Motions.class);

  private final int capacity;
  private final FrameMetrics metrics;
  private final List<Group> groups = new ArrayList<>();

  private static final class Group {
    final MotionModel model;
    final MotionBatch batch;
    final List<MotionStream> ready = new ArrayList<>();

    Group(MotionModel model, int capacity) {
      this.model = model;
      this.batch = new MotionBatch(model, capacity);
    }
  }

  /** For at most {@code capacity} portrayals. */
  Motions(int capacity, FrameMetrics metrics) {
    this.capacity = capacity;
    this.metrics = metrics;
  }

  /** Makes the next motion frame of every portrayal: one run a model. */
  void step(List<LaneConversation> conversations) {
    for (int i = 0; i < groups.size(); i++) {
      groups.get(i).ready.clear();
    }
    for (int i = 0; i < conversations.size(); i++) {
      List<Portrayal> portrayals = conversations.get(i).portrayals();
      for (int k = 0; k < portrayals.size(); k++) {
        group(portrayals.get(k).model()).ready.add(portrayals.get(k).stream());
      }
    }
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      if (group.ready.isEmpty()) {
        continue;
      }
      try {
        group.batch.step(group.ready);
      } catch (RuntimeException e) {
        metrics.failed(Failure.MODEL);
        log.error("The motion model {} failed; its conversations end", group.model.name(), e);
        fail(conversations, group.model, e);
      }
    }
  }

  private static void fail(
      List<LaneConversation> conversations, MotionModel model, RuntimeException why) {
    for (LaneConversation c : conversations) {
      if (c.portrayals().stream().anyMatch(p -> p.model() == model)) {
        c.failed(why);
      }
    }
  }

  /** Takes over the states of a conversation that other motions have stepped until now. */
  void take(LaneConversation conversation) {
    for (Portrayal p : conversation.portrayals()) {
      group(p.model()).batch.take(p.stream());
    }
  }

  void release(LaneConversation conversation) {
    for (Portrayal p : conversation.portrayals()) {
      group(p.model()).batch.release(p.stream());
    }
  }

  private Group group(MotionModel model) {
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).model == model) {
        return groups.get(i);
      }
    }
    Group group = new Group(model, capacity);
    groups.add(group);
    return group;
  }

  void close() {
    groups.forEach(g -> g.batch.close());
  }
}
