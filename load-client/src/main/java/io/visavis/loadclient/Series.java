package io.visavis.loadclient;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of a plot.
 *
 * @param mark how the points are drawn
 */
record Series(String name, List<Point> points, Mark mark) {
  /** How points are drawn. */
  enum Mark {
    LINE,
    DOTS,
    DOTTED_LINE
  }

  /** More points than these cannot be told apart. */
  private static final int MOST = 600;

  /** At most {@value #MOST} points: of neighbours, the one that is highest. */
  Series thinned() {
    int by = (points.size() + MOST - 1) / MOST;
    if (by <= 1) {
      return this;
    }
    List<Point> kept = new ArrayList<>();
    for (int i = 0; i < points.size(); i += by) {
      Point high = points.get(i);
      for (Point p : points.subList(i, Math.min(points.size(), i + by))) {
        high = p.y() > high.y() ? p : high;
      }
      kept.add(high);
    }
    return new Series(name, kept, mark);
  }
}
