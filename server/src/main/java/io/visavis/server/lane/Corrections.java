package io.visavis.server.lane;

import io.visavis.inference.corrective.CoefficientBatch;
import io.visavis.inference.corrective.CoefficientModel;
import io.visavis.inference.corrective.CoefficientStream;
import java.util.ArrayList;
import java.util.List;

/** A lane's networks of correctives, each with its batch. Owned by the lane. */
final class Corrections {
  private final int capacity;
  private final List<Group> groups = new ArrayList<>();

  private static final class Group {
    final CoefficientBatch batch;
    final List<CoefficientStream> watched = new ArrayList<>();

    Group(CoefficientModel model, int capacity) {
      this.batch = new CoefficientBatch(model, capacity);
    }
  }

  /** For at most {@code capacity} portrayals. */
  Corrections(int capacity) {
    this.capacity = capacity;
  }

  /** Coefficients for the frame in hand of every portrayal that is drawn: one run a network. */
  void step(List<LaneConversation> conversations) {
    for (int i = 0; i < groups.size(); i++) {
      groups.get(i).watched.clear();
    }
    for (int i = 0; i < conversations.size(); i++) {
      List<Portrayal> portrayals = conversations.get(i).portrayals();
      for (int k = 0; k < portrayals.size(); k++) {
        Portrayal p = portrayals.get(k);
        CoefficientStream stream = p.corrections();
        if (stream != null && !p.feeds().isEmpty() && !conversations.get(i).hasFailed()) {
          stream.take(p.stream());
          group(stream.model()).watched.add(stream);
        }
      }
    }
    for (int i = 0; i < groups.size(); i++) {
      groups.get(i).batch.run(groups.get(i).watched);
    }
  }

  private Group group(CoefficientModel model) {
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).batch.model() == model) {
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
