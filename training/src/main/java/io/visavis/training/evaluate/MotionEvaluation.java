package io.visavis.training.evaluate;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.model.MotionModel;
import io.visavis.training.conversation.Conversation;
import io.visavis.training.conversation.Repertoire;
import io.visavis.training.conversation.Side;
import io.visavis.training.conversation.Split;
import io.visavis.training.evaluate.ScoreTable.Row;
import io.visavis.training.metric.Part;
import io.visavis.training.metric.Scores;
import io.visavis.training.speech.Corpus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Scores faces in conversation, clip by clip, against the truth. */
public final class MotionEvaluation {
  private final int conversations;
  private final double seconds;
  private final Consumer<String> log;

  /**
   * An evaluation.
   *
   * @param conversations of each split; each has two faces
   * @param seconds of each
   */
  public MotionEvaluation(int conversations, double seconds, Consumer<String> log) {
    this.conversations = conversations;
    this.seconds = seconds;
    this.log = log;
  }

  /**
   * Scores models and what they are measured against.
   *
   * @param models by their names in the table
   * @throws IOException if speech is missing
   */
  public List<Row> score(Corpus corpus, Map<String, MotionModel> models) throws IOException {
    List<Conversation> training = conversations(Repertoire.load(corpus, Split.TRAIN), Split.TRAIN);
    List<Mover> simple = List.of(Baselines.mean(training), new NearestAudio(training));
    List<Row> rows = new ArrayList<>();
    for (Split split : List.of(Split.TEST, Split.OOD)) {
      List<Conversation> all = conversations(Repertoire.load(corpus, split), split);
      List<Mover> movers =
          new ArrayList<>(List.of(Baselines.floor(), Baselines.anybody(), Baselines.alone()));
      models.forEach((name, model) -> movers.add(new LiveMover(name, model)));
      movers.addAll(simple);
      movers.add(Baselines.another(all));
      rows.addAll(score(split, all, movers));
    }
    return rows;
  }

  private List<Conversation> conversations(Repertoire repertoire, Split split) {
    List<Conversation> all = new ArrayList<>();
    for (int k = 0; k < conversations; k++) {
      all.add(Conversation.make(repertoire, split, k, seconds));
    }
    return all;
  }

  List<Row> score(Split split, List<Conversation> all, List<Mover> movers) {
    Judge judge =
        new Judge(
            MotionSpace.ARKIT,
            all.stream().flatMap(c -> c.sides().stream()).map(Side::face).toList());
    List<Row> rows = new ArrayList<>();
    for (Mover mover : movers) {
      List<Map<Part, Scores>> clips = new ArrayList<>();
      for (Conversation c : all) {
        for (int who = 0; who < 2; who++) {
          float[][] truth = c.sides().get(who).face();
          clips.add(judge.score(truth, mover.move(c, who), c.sides().get(1 - who).face()));
        }
      }
      rows.add(new Row(split, mover.name(), Judge.mean(clips)));
      log.accept("scored %s, %s".formatted(split.id(), mover.name()));
    }
    return rows;
  }
}
