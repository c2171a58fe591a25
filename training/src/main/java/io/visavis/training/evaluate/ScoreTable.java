package io.visavis.training.evaluate;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.training.conversation.Split;
import io.visavis.training.metric.Part;
import io.visavis.training.metric.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Scores as Markdown: a table a split, expression / jaw / pose in each cell. */
public final class ScoreTable {
  /**
   * A row.
   *
   * @param scores means over the clips, by part
   */
  public record Row(Split split, String mover, Map<Part, Scores> scores) {}

  /** By how much figures are multiplied: of Frechet distances, and of squares. */
  private record Scales(double[] frechet, double[] mse) {
    static Scales of(MotionSpace space) {
      return switch (space) {
        case ARKIT -> new Scales(new double[] {1e2, 1e4, 1e4}, new double[] {1e3, 1e3, 1e3});
        // As DualTalk's tables have them.
        case FLAME -> new Scales(new double[] {1, 1e3, 1e2}, new double[] {10, 1e3, 1e2});
      };
    }
  }

  private static final double[] ONE = {1, 1, 1};

  private ScoreTable() {}

  /** The rows, in the units that are usual for the space. */
  public static String of(List<Row> rows, MotionSpace space) {
    Scales scales = Scales.of(space);
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
      cell(out, row, Scores::fd, scales.frechet, "%.2f");
      cell(out, row, Scores::pairedFd, scales.frechet, "%.2f");
      cell(out, row, Scores::mse, scales.mse, "%.2f");
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
      double scored = value.applyAsDouble(Objects.requireNonNull(row.scores().get(part)));
      parts.add(String.format(Locale.ROOT, format, scale[part.ordinal()] * scored));
    }
    out.append(' ').append(String.join(" / ", parts)).append(" |");
  }
}
