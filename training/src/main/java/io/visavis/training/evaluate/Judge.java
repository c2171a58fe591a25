package io.visavis.training.evaluate;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.training.metric.Part;
import io.visavis.training.metric.Scores;
import io.visavis.training.metric.ShannonIndex;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Scores faces part by part, with the clusters of some true faces. */
final class Judge {
  private final MotionSpace space;
  private final Map<Part, ShannonIndex> clusters = new EnumMap<>(Part.class);

  /**
   * A judge.
   *
   * @param truths [frames][size of the space] each
   */
  Judge(MotionSpace space, List<float[][]> truths) {
    this.space = space;
    for (Part part : Part.values()) {
      List<double[]> frames = new ArrayList<>();
      truths.forEach(truth -> frames.addAll(List.of(part.of(truth, space))));
      clusters.put(part, ShannonIndex.fit(frames, part.clusters()));
    }
  }

  /**
   * Scores one clip.
   *
   * @param partner the partner's true face
   */
  Map<Part, Scores> score(float[][] truth, float[][] face, float[][] partner) {
    Map<Part, Scores> scores = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      scores.put(
          part,
          Scores.of(
              part.of(truth, space),
              part.of(face, space),
              part.of(partner, space),
              part.clusters(),
              Objects.requireNonNull(clusters.get(part))));
    }
    return scores;
  }

  /** Means over clips. */
  static Map<Part, Scores> mean(List<Map<Part, Scores>> clips) {
    Map<Part, Scores> means = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      means.put(
          part,
          Scores.mean(clips.stream().map(clip -> Objects.requireNonNull(clip.get(part))).toList()));
    }
    return means;
  }
}
