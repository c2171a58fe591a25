package io.visavis.loadclient;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plot as inline SVG, in the colours of the page around it.
 *
 * @param limit a line that should not be passed; null has none
 */
record Plot(String title, Axis x, Axis y, List<Series> series, @Nullable Double limit) {
  private static final int WIDTH = 660;
  private static final int HEIGHT = 250;
  private static final int LEFT = 54;
  private static final int RIGHT = 14;
  private static final int TOP = 10;
  private static final int BOTTOM = 42;

  /** The plot with its title and legend. */
  String html() {
    StringBuilder s = new StringBuilder("<figure><figcaption>").append(Html.escape(title));
    for (int i = 0; series.size() > 1 && i < series.size(); i++) {
      s.append(
          Text.format(
              " <span class=\"key c%d\">%s</span>", i + 1, Html.escape(series.get(i).name())));
    }
    if (limit != null) {
      s.append(" <span class=\"key cl\">limit</span>");
    }
    s.append("</figcaption>")
        .append(
            Text.format(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                WIDTH, HEIGHT, Html.escape(title)));
    grid(s);
    if (limit != null) {
      s.append(
          Text.format(
              "<line class=\"limit\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
              LEFT, WIDTH - RIGHT, py(limit), py(limit)));
    }
    for (int i = 0; i < series.size(); i++) {
      line(s, series.get(i).thinned(), i + 1);
    }
    return s.append("</svg></figure>\n").toString();
  }

  private void grid(StringBuilder s) {
    for (Map.Entry<Double, String> t : y.ticks().entrySet()) {
      double at = py(t.getKey());
      s.append(
          Text.format(
              "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
              LEFT, WIDTH - RIGHT, at, at));
      text(s, "end", LEFT - 6, at + 4, t.getValue());
    }
    for (Map.Entry<Double, String> t : x.ticks().entrySet()) {
      text(s, "middle", px(t.getKey()), HEIGHT - BOTTOM + 17, t.getValue());
    }
    text(s, "middle", (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, x.label());
    s.append(
        Text.format(
            "<text text-anchor=\"middle\" transform=\"translate(13 %.1f) rotate(-90)\">%s</text>",
            (TOP + HEIGHT - BOTTOM) / 2.0, Html.escape(y.label())));
  }

  private void line(StringBuilder s, Series line, int colour) {
    StringBuilder path = new StringBuilder();
    for (Point p : line.points()) {
      if (!Double.isFinite(p.y())) {
        continue;
      }
      path.append(path.isEmpty() ? 'M' : 'L')
          .append(Text.format("%.1f %.1f", px(p.x()), py(p.y())));
      if (line.mark() != Series.Mark.LINE) {
        s.append(
            Text.format(
                "<circle class=\"d%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"><title>%s %.4g</title>"
                    + "</circle>",
                colour, px(p.x()), py(p.y()), Html.escape(line.name()), p.y()));
      }
    }
    if (!path.isEmpty() && line.mark() != Series.Mark.DOTS) {
      s.append(Text.format("<path class=\"l%d\" d=\"%s\"/>", colour, path));
    }
  }

  private static void text(StringBuilder s, String anchor, double x, double y, String text) {
    s.append(
        Text.format(
            "<text text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
            anchor, x, y, Html.escape(text)));
  }

  private double px(double value) {
    return LEFT + x.at(value) * (WIDTH - LEFT - RIGHT);
  }

  private double py(double value) {
    return HEIGHT - BOTTOM - Math.clamp(y.at(value), 0, 1) * (HEIGHT - TOP - BOTTOM);
  }
}
