package io.visavis.avatar.builtin.topology;

import io.visavis.avatar.builtin.form.Vec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Picks points no closer to each other than a spacing that varies from place to place. */
final class PoissonPoints {
  private static final double CELL = .09;

  private final Map<Long, List<Integer>> cells = new HashMap<>();
  private final List<Vec> kept = new ArrayList<>();
  private final List<Double> spacing = new ArrayList<>();

  /** Keeps, in order, each candidate that is farther from all kept ones than the lesser spacing. */
  static List<Vec> pick(List<Vec> candidates, ToDoubleFunction<Vec> spacing) {
    PoissonPoints points = new PoissonPoints();
    for (Vec candidate : candidates) {
      points.offer(candidate, spacing.applyAsDouble(candidate));
    }
    return points.kept;
  }

  private void offer(Vec p, double r) {
    long x = (long) Math.floor(p.x() / CELL);
    long y = (long) Math.floor(p.y() / CELL);
    long z = (long) Math.floor(p.z() / CELL);
    for (long i = x - 1; i <= x + 1; i++) {
      for (long j = y - 1; j <= y + 1; j++) {
        for (long k = z - 1; k <= z + 1; k++) {
          for (int other : cells.getOrDefault(key(i, j, k), List.of())) {
            if (kept.get(other).distance(p) < Math.min(r, spacing.get(other))) {
              return;
            }
          }
        }
      }
    }
    cells.computeIfAbsent(key(x, y, z), c -> new ArrayList<>()).add(kept.size());
    kept.add(p);
    spacing.add(r);
  }

  private static long key(long x, long y, long z) {
    return ((x + 512) << 40) | ((y + 512) << 20) | (z + 512);
  }
}
