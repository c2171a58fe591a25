package io.visavis.loadclient;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What the server tells of all conversations over one measurement. Any thread. */
final class Tally {
  private static final List<String> STAGES =
      List.of(
          "listen", "hear", "move", "correct", "pose", "splat", "inpaint", "convert", "handover");

  private final Map<String, Times> stages = new ConcurrentHashMap<>();
  private final Map<String, Integer> events = new ConcurrentHashMap<>();

  Tally() {
    STAGES.forEach(s -> stages.put(s, new Times()));
  }

  /** A frame spent that much time in a stage; other timings are not stages. */
  void timing(String stage, double millis) {
    Times times = stages.get(stage);
    if (times != null) {
      times.add(millis);
    }
  }

  void event(String kind) {
    events.merge(kind, 1, Integer::sum);
  }

  /** Milliseconds by stage, in the order of the way of a frame. */
  Map<String, Spread> stages() {
    Map<String, Spread> out = new LinkedHashMap<>();
    for (String stage : STAGES) {
      Times times = stages.get(stage);
      Spread spread = times == null ? null : times.spread();
      if (spread != null && spread.count() > 0) {
        out.put(stage, spread);
      }
    }
    return out;
  }

  /** Number of events by kind. */
  Map<String, Integer> events() {
    return new TreeMap<>(events);
  }
}
