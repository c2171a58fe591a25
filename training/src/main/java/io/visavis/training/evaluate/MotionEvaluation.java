package io.visavis.training.evaluate;

import io.visavis.inference.model.MotionModel;
import io.visavis.training.conversation.Conversation;
import io.visavis.training.conversation.Repertoire;
import io.visavis.training.conversation.Side;
import io.visavis.training.conversation.Split;
import io.visavis.training.metric.Part;
import io.visavis.training.metric.Scores;
import io.visavis.training.metric.ShannonIndex;
import io.visavis.training.speech.Corpus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** Scores faces in conversation, clip by clip, against the truth. */
public final class MotionEvaluation {
  /**
   * A row of the tables.
   *
   * @param scores means over the clips, by part
   */
  public record Row(Split split, String mover, Map<Part, Scores> scores) {}

  /** Expression, jaw, pose. */
  private static final double[] FRECHET_SCALE = {1e2, 1e4, 1e4};

  private static final double[] MSE_SCALE = {1e3, 1e3, 1e3};
  private static final double[] ONE = {1, 1, 1};

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
    Map<Part, ShannonIndex> clusters = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      List<double[]> frames = new ArrayList<>();
      for (Conversation c : all) {
        for (Side side : c.sides()) {
          frames.addAll(List.of(part.of(side.face())));
        }
      }
      clusters.put(part, ShannonIndex.fit(frames, part.clusters()));
    }
    List<Row> rows = new ArrayList<>();
    for (Mover mover : movers) {
      Map<Part, List<Scores>> scores = new EnumMap<>(Part.class);
      for (Conversation c : all) {
        for (int who = 0; who < 2; who++) {
          float[][] face = mover.move(c, who);
          for (Part part : Part.values()) {
            scores
                .computeIfAbsent(part, p -> new ArrayList<>())
                .add(
                    Scores.of(
                        part.of(c.sides().get(who).face()),
                        part.of(face),
                        part.of(c.sides().get(1 - who).face()),
                        part.clusters(),
                        Objects.requireNonNull(clusters.get(part))));
          }
        }
      }
      Map<Part, Scores> means = new EnumMap<>(Part.class);
      scores.forEach((part, clips) -> means.put(part, Scores.mean(clips)));
      rows.add(new Row(split, mover.name(), means));
      log.accept("scored %s, %s".formatted(split.id(), mover.name()));
    }
    return rows;
  }

  /** The rows as Markdown: a table a split, expression / jaw / pose in each cell. */
  public static String table(List<Row> rows) {
    StringBuilder out = new StringBuilder();
    Split last = null;
    for (Row row : rows) {
      if (row.split() != last) {
        last = row.split();
        out.append(
            """

            | %s | FD | P-FD | MSE | SID, bits | SID swapped | rPCC |
            |---|---|---|---|---|---|---|
            """
                .formatted(last.id()));
      }
      out.append("| ").append(row.mover()).append(" |");
      cell(out, row, Scores::fd, FRECHET_SCALE, "%.2f");
      cell(out, row, Scores::pairedFd, FRECHET_SCALE, "%.2f");
      cell(out, row, Scores::mse, MSE_SCALE, "%.2f");
      cell(out, row, Scores::sid, ONE, "%.2f");
      cell(out, row, Scores::swappedSid, ONE, "%.2f");
      cell(out, row, Scores::rpcc, ONE, "%.3f");
      out.append('\n');
    }
    return out.toString();
  }

  private static void cell(
      StringBuilder out, Row row, ToDoubleFunction<Scores> value, double[] scale, String format) {
    List<String> parts = new ArrayList<>();
    for (Part part : Part.values()) {
      Scores scores = row.scores().get(part);
      parts.add(
          scores == null
              ? ""
              : String.format(
                  Locale.ROOT, format, scale[part.ordinal()] * value.applyAsDouble(scores)));
    }
    out.append(' ').append(String.join(" / ", parts)).append(" |");
  }
}
