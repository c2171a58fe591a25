package io.visavis.training.evaluate;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.inference.model.MotionModel;
import io.visavis.training.speech.Utterance;
import io.visavis.training.target.Articulator;
import io.visavis.training.target.MotionTrack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Scores a model on voices under conditions, through the same path as a live voice. */
public final class Evaluation {
  /**
   * A row of the table.
   *
   * @param head standard deviations of yaw, pitch and roll, radians
   */
  public record Row(String voice, Condition condition, Mood mood, LipScore score, double[] head) {}

  private Evaluation() {}

  /** One voice under one condition. */
  public static Row score(
      MotionModel model, String voice, List<Utterance> utterances, Condition condition) {
    return score(model, voice, utterances, condition, List.of(Mood.NEUTRAL)).getFirst();
  }

  /** One voice under one condition, in each of some moods. */
  public static List<Row> score(
      MotionModel model,
      String voice,
      List<Utterance> utterances,
      Condition condition,
      List<Mood> moods) {
    List<LipScore> scores = moods.stream().map(m -> new LipScore()).toList();
    List<HeadSpread> heads = moods.stream().map(m -> new HeadSpread()).toList();
    Face face = new Face(model);
    for (int k = 0; k < utterances.size(); k++) {
      Utterance u = utterances.get(k);
      List<float[][]> all = face.follow(condition.apply(u.samples(), 1_000L + k), moods);
      double[] truth = truth(u);
      for (int m = 0; m < moods.size(); m++) {
        float[][] motion = all.get(m);
        double[] opening = Arrays.stream(motion).mapToDouble(Face::opening).toArray();
        scores.get(m).add(u.segments(), opening, truth);
        heads.get(m).add(motion);
      }
    }
    List<Row> rows = new ArrayList<>();
    for (int m = 0; m < moods.size(); m++) {
      rows.add(new Row(voice, condition, moods.get(m), scores.get(m), heads.get(m).deviations()));
    }
    return rows;
  }

  /** Deviations of yaw, pitch and roll over all clips. */
  private static final class HeadSpread {
    private final double[] sum = new double[3];
    private final double[] squares = new double[3];
    private long frames;

    void add(float[][] motion) {
      for (float[] frame : motion) {
        for (int a = 0; a < 3; a++) {
          double angle = frame[ArkitChannel.HEAD_YAW.ordinal() + a];
          sum[a] += angle;
          squares[a] += angle * angle;
        }
      }
      frames += motion.length;
    }

    double[] deviations() {
      double[] out = new double[3];
      for (int a = 0; a < 3; a++) {
        double mean = sum[a] / frames;
        out[a] = Math.sqrt(Math.max(0, squares[a] / frames - mean * mean));
      }
      return out;
    }
  }

  private static double[] truth(Utterance u) {
    MotionTrack track = MotionTrack.of(u);
    double[] out = new double[track.frames().length];
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.max(0, Articulator.opening(track.frames()[i]));
    }
    return out;
  }

  /** The rows as a Markdown table. */
  public static String table(List<Row> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| voice | condition | p b m shut | wrongly shut | pauses shut | correlation | lag ms |"
            + " head sd rad (yaw, pitch, roll) |");
    lines.add("|---|---|---:|---:|---:|---:|---:|---|");
    for (Row r : rows) {
      LipScore s = r.score();
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.1f%% of %d | %.1f%% | %.0f%% | %.3f | %+.0f | %.3f, %.3f, %.3f |",
              r.voice(),
              r.condition().title(),
              100 * s.shut(),
              s.closures(),
              100 * s.wronglyShut(),
              100 * s.pausesShut(),
              s.correlation(),
              s.lagMs(),
              r.head()[0],
              r.head()[1],
              r.head()[2]));
    }
    return String.join("\n", lines) + "\n";
  }

  /** The worst of the relations of each feeling and voice, as a Markdown table. */
  public static String moodTable(List<Row> rows) {
    Map<List<String>, List<LipScore>> groups = new LinkedHashMap<>();
    for (Row r : rows) {
      groups
          .computeIfAbsent(List.of(r.mood().feeling(), r.voice()), k -> new ArrayList<>())
          .add(r.score());
    }
    StringBuilder out =
        new StringBuilder(
            """
            | feeling, at 3 | voice | p b m shut | wrongly shut | pauses shut | correlation | lag ms |
            |---|---|---:|---:|---:|---:|---:|
            """);
    groups.forEach(
        (group, scores) ->
            out.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %s | %.1f%% | %.1f%% | %.0f%% | %.3f | %+.0f |%n",
                    group.getFirst(),
                    group.getLast(),
                    100 * least(scores, LipScore::shut),
                    -100 * least(scores, s -> -s.wronglyShut()),
                    100 * least(scores, LipScore::pausesShut),
                    least(scores, LipScore::correlation),
                    furthest(scores))));
    return out.toString();
  }

  private static double least(List<LipScore> scores, ToDoubleFunction<LipScore> value) {
    return scores.stream().mapToDouble(value).min().orElse(0);
  }

  private static double furthest(List<LipScore> scores) {
    double furthest = 0;
    for (LipScore score : scores) {
      furthest = Math.abs(score.lagMs()) > Math.abs(furthest) ? score.lagMs() : furthest;
    }
    return furthest;
  }
}
