package io.visavis.training.evaluate;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.inference.model.MotionModel;
import io.visavis.training.speech.Utterance;
import io.visavis.training.target.Articulator;
import io.visavis.training.target.MotionTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Scores a model on voices under conditions, through the same path as a live voice. */
public final class Evaluation {
  /**
   * A row of the table.
   *
   * @param head standard deviations of yaw, pitch and roll, radians
   */
  public record Row(String voice, Condition condition, LipScore score, double[] head) {}

  private Evaluation() {}

  /** One voice under one condition. */
  public static Row score(
      MotionModel model, String voice, List<Utterance> utterances, Condition condition) {
    LipScore score = new LipScore();
    double[] sum = new double[3];
    double[] squares = new double[3];
    long frames = 0;
    try (Face face = new Face(model)) {
      for (int k = 0; k < utterances.size(); k++) {
        Utterance u = utterances.get(k);
        float[][] motion = face.follow(condition.apply(u.samples(), 1_000L + k));
        double[] opening = new double[motion.length];
        for (int n = 0; n < motion.length; n++) {
          opening[n] = Face.opening(motion[n]);
          for (int a = 0; a < 3; a++) {
            double angle = motion[n][ArkitChannel.HEAD_YAW.ordinal() + a];
            sum[a] += angle;
            squares[a] += angle * angle;
          }
        }
        frames += motion.length;
        score.add(u.segments(), opening, truth(u));
      }
    }
    double[] head = new double[3];
    for (int a = 0; a < 3; a++) {
      double mean = sum[a] / frames;
      head[a] = Math.sqrt(Math.max(0, squares[a] / frames - mean * mean));
    }
    return new Row(voice, condition, score, head);
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
}
