package io.visavis.render.scalar;

import io.visavis.render.View;
import io.visavis.render.cpu.DepthSort;
import java.util.Arrays;

/**
 * Which Gaussians touch which tile, nearest first: a counting sort over the boxes of their
 * ellipses. Scratch of one back end instance.
 */
final class ScalarTiles {
  /** Pixels of a tile's side; a tile's colours and transmittance fit the first-level cache. */
  static final int SIDE = 32;

  private int[] start = new int[0];
  private int[] list = new int[0];
  private int across;
  private int down;

  /** Sorts the Gaussians of a view into tiles. */
  void bin(ScalarSplats splats, DepthSort order, View view) {
    across = (view.width() + SIDE - 1) / SIDE;
    down = (view.height() + SIDE - 1) / SIDE;
    if (start.length < across * down + 2) {
      start = new int[across * down + 2];
    }
    // Counted two places up, so that the filling pass below leaves start[tile] at its first entry.
    Arrays.fill(start, 0);
    for (int r = 0; r < order.count(); r++) {
      int i = order.at(r);
      int x1 = last(splats.x[i], splats.extentX[i], across);
      int y1 = last(splats.y[i], splats.extentY[i], down);
      for (int ty = first(splats.y[i], splats.extentY[i]); ty <= y1; ty++) {
        for (int tx = first(splats.x[i], splats.extentX[i]); tx <= x1; tx++) {
          start[ty * across + tx + 2]++;
        }
      }
    }
    for (int t = 1; t < start.length; t++) {
      start[t] += start[t - 1];
    }
    int total = start[start.length - 1];
    if (list.length < total) {
      list = new int[total + total / 4];
    }
    for (int r = 0; r < order.count(); r++) {
      int i = order.at(r);
      int x1 = last(splats.x[i], splats.extentX[i], across);
      int y1 = last(splats.y[i], splats.extentY[i], down);
      for (int ty = first(splats.y[i], splats.extentY[i]); ty <= y1; ty++) {
        for (int tx = first(splats.x[i], splats.extentX[i]); tx <= x1; tx++) {
          list[start[ty * across + tx + 1]++] = i;
        }
      }
    }
  }

  private static int first(float centre, float extent) {
    return (int) Math.max(0, centre - extent) / SIDE;
  }

  private static int last(float centre, float extent, int tiles) {
    return (int) Math.min(tiles * SIDE - 1, centre + extent) / SIDE;
  }

  int across() {
    return across;
  }

  int down() {
    return down;
  }

  /** Where a tile's Gaussians begin in {@link #list}. */
  int begin(int tile) {
    return start[tile];
  }

  /** Where they end. */
  int end(int tile) {
    return start[tile + 1];
  }

  /** Indices into the cloud, tile after tile. */
  int[] list() {
    return list;
  }
}
