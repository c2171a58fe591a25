package io.visavis.training.evaluate;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.Control;
import io.visavis.inference.model.MotionModel;
import io.visavis.training.conversation.Split;
import io.visavis.training.data.DataException;
import io.visavis.training.data.DualTalkFolder;
import io.visavis.training.data.DualTalkSide;
import io.visavis.training.evaluate.ScoreTable.Row;
import io.visavis.training.metric.Part;
import io.visavis.training.metric.Scores;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Scores a model of the flame space on recorded conversations, both faces of each, clip by clip.
 * Here nobody knows another truth: there is no floor.
 */
public final class RecordedEvaluation {
  /** Shorter ones say little of how faces vary. */
  private static final int SHORTEST = 4 * MotionSpace.FPS;

  private final DualTalkFolder data;
  private final int conversations;
  private final Consumer<String> log;

  /** What makes side {@code who} of one of some conversations move. */
  private interface Faces {
    float[][] of(List<List<DualTalkSide>> all, int conversation, int who);
  }

  /**
   * An evaluation.
   *
   * @param conversations of each split, at most
   */
  public RecordedEvaluation(DualTalkFolder data, int conversations, Consumer<String> log) {
    this.data = data;
    this.conversations = conversations;
    this.log = log;
  }

  /**
   * Scores a model beside the mean face and another's face, on test and ood.
   *
   * @throws IOException with one sentence if the model has another space, or there is nothing to
   *     score it on
   */
  public List<Row> score(MotionModel model) throws IOException {
    if (model.card().space() != MotionSpace.FLAME) {
      throw new DataException(
          "%s makes faces of the %s space, and the data set has faces of the flame space."
              .formatted(model.name(), model.card().space().id()));
    }
    List<List<DualTalkSide>> training = read(Split.TRAIN);
    List<Row> rows = new ArrayList<>();
    for (Split split : List.of(Split.TEST, Split.OOD)) {
      List<List<DualTalkSide>> all = read(split);
      if (all.isEmpty()) {
        continue;
      }
      Judge judge = new Judge(MotionSpace.FLAME, motions(all));
      rows.add(row(judge, split, "model", all, (c, k, who) -> live(model, c.get(k), who)));
      MeanFace mean = MeanFace.of(motions(training.isEmpty() ? all : training));
      rows.add(row(judge, split, "mean face", all, (c, k, who) -> mean.hold(frames(c.get(k)))));
      if (all.size() > 1) {
        rows.add(
            row(
                judge,
                split,
                "another's face",
                all,
                (c, k, who) -> c.get((k + 1) % c.size()).get(who).motion()));
      }
    }
    if (rows.isEmpty()) {
      throw new DataException("There is no conversation to score in the splits test and ood.");
    }
    return rows;
  }

  private Row row(
      Judge judge, Split split, String name, List<List<DualTalkSide>> all, Faces faces) {
    List<Map<Part, Scores>> clips = new ArrayList<>();
    for (int k = 0; k < all.size(); k++) {
      for (int who = 0; who < 2; who++) {
        float[][] face = faces.of(all, k, who);
        clips.add(
            judge.score(all.get(k).get(who).motion(), face, all.get(k).get(1 - who).motion()));
      }
      if ((k + 1) % 10 == 0) {
        log.accept("%s, %s: %d of %d".formatted(split.id(), name, k + 1, all.size()));
      }
    }
    return new Row(split, name, Judge.mean(clips));
  }

  /** The first conversations of a split that can be used. */
  private List<List<DualTalkSide>> read(Split split) throws IOException {
    List<List<DualTalkSide>> all = new ArrayList<>();
    for (String name : data.names(split)) {
      if (all.size() == conversations) {
        break;
      }
      try {
        List<DualTalkSide> sides = data.read(split, name);
        if (frames(sides) < SHORTEST) {
          log.accept("%s is left out: it is shorter than 4 s.".formatted(name));
        } else {
          all.add(sides);
        }
      } catch (DataException e) {
        log.accept("%s is left out: %s".formatted(name, e.getMessage()));
      }
    }
    return all;
  }

  private static float[][] live(MotionModel model, List<DualTalkSide> sides, int who) {
    DualTalkSide self = sides.get(who);
    DualTalkSide partner = sides.get(1 - who);
    boolean[][] seen = new boolean[partner.motion().length][MotionSpace.FLAME.size()];
    for (boolean[] row : seen) {
      Arrays.fill(row, true);
    }
    return new LiveRun(self.voice(), partner.voice(), partner.motion(), seen)
        .face(
            model,
            who,
            (stream, n) -> {
              if (n == 0) {
                stream.control(new Control.SetRelation(self.relation()), 0);
              }
            });
  }

  private static int frames(List<DualTalkSide> sides) {
    return sides.getFirst().motion().length;
  }

  private static List<float[][]> motions(List<List<DualTalkSide>> all) {
    return all.stream().flatMap(List::stream).map(DualTalkSide::motion).toList();
  }
}
