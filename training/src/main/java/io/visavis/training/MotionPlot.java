package io.visavis.training;

import io.visavis.training.conversation.Split;
import io.visavis.training.evaluate.ScoreTable;
import io.visavis.training.metric.Part;
import io.visavis.training.metric.Scores;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler;

/** Draws how far faces are from the truth, in times of the floor. */
final class MotionPlot {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 420;
  private static final Color[] COLOURS = {new Color(0x2f6f9f), new Color(0xd98a3d)};

  private MotionPlot() {}

  /** Writes a PNG of both splits, one below the other. */
  static void write(List<ScoreTable.Row> rows, Path file) throws IOException {
    List<CategoryChart> charts =
        List.of(Split.TEST, Split.OOD).stream().map(split -> chart(rows, split)).toList();
    BitmapEncoder.saveBitmap(
        charts, 2, 1, file.toAbsolutePath().toString(), BitmapEncoder.BitmapFormat.PNG);
  }

  private static CategoryChart chart(List<ScoreTable.Row> rows, Split split) {
    List<ScoreTable.Row> all = rows.stream().filter(r -> r.split() == split).toList();
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Frechet distance, times the floor (" + split.id() + ")")
            .build();
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    chart
        .getStyler()
        .setYAxisLogarithmic(true)
        .setYAxisMin(1.0)
        .setXAxisLabelRotation(20)
        .setAxisTickLabelsFont(font)
        .setLegendFont(font)
        .setSeriesColors(COLOURS)
        .setLegendPosition(Styler.LegendPosition.InsideNW)
        .setChartBackgroundColor(Color.WHITE);
    List<String> names = all.stream().map(r -> r.mover().replaceAll(":.*", "")).toList();
    chart.addSeries("expression", names, times(all, Part.EXPRESSION));
    chart.addSeries("pose", names, times(all, Part.POSE));
    return chart;
  }

  /** The first row is the floor. */
  private static List<Double> times(List<ScoreTable.Row> rows, Part part) {
    double floor = distance(rows.getFirst(), part);
    return rows.stream().map(r -> Math.max(1, distance(r, part) / floor)).toList();
  }

  private static double distance(ScoreTable.Row row, Part part) {
    Scores scores = Objects.requireNonNull(row.scores().get(part));
    return scores.fd();
  }
}
