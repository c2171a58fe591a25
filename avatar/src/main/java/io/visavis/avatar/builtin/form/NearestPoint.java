package io.visavis.avatar.builtin.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds points near a place, through a grid of cells. */
public final class NearestPoint {
  private final Vec[] points;
  private final double cell;
  private final Map<Long, List<Integer>> cells = new HashMap<>();

  /**
   * Files the points.
   *
   * @param cell side of a cell: about the distance between neighbours
   */
  public NearestPoint(Vec[] points, double cell) {
    this.points = points;
    this.cell = cell;
    for (int i = 0; i < points.length; i++) {
      Vec p = points[i];
      cells.computeIfAbsent(key(at(p.x()), at(p.y()), at(p.z())), k -> new ArrayList<>()).add(i);
    }
  }

  /** Index of the nearest point. */
  public int to(Vec p) {
    for (int reach = 1; reach < 256; reach *= 2) {
      int best = -1;
      double least = reach * cell;
      for (int i : within(p, reach)) {
        double d = points[i].distance(p);
        if (d < least) {
          least = d;
          best = i;
        }
      }
      if (best >= 0) {
        return best;
      }
    }
    throw new IllegalArgumentException("There is no point near " + p + ".");
  }

  /** Indices of the points in the cells up to {@code reach} cells away, in a fixed order. */
  public List<Integer> within(Vec p, int reach) {
    List<Integer> found = new ArrayList<>();
    long x = at(p.x());
    long y = at(p.y());
    long z = at(p.z());
    for (long i = x - reach; i <= x + reach; i++) {
      for (long j = y - reach; j <= y + reach; j++) {
        for (long k = z - reach; k <= z + reach; k++) {
          found.addAll(cells.getOrDefault(key(i, j, k), List.of()));
        }
      }
    }
    return found;
  }

  private long at(double v) {
    return (long) Math.floor(v / cell);
  }

  private static long key(long x, long y, long z) {
    return ((x + 4096) << 40) | ((y + 4096) << 20) | (z + 4096);
  }
}
