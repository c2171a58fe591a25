package io.visavis.render.vector;

import static io.visavis.render.vector.Lanes.INT;
import static jdk.incubator.vector.IntVector.fromArray;

import io.visavis.render.cpu.RigArrays;
import java.util.Arrays;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Which Gaussians touch which tile of one row of tiles, nearest first. Binning has no branches and
 * no sort: a compare and a compress over all Gaussians gives the row's, the same over the row's
 * gives each tile's, and depth order is kept. Scratch of one back end instance.
 */
final class TileBins {
  /** Pixels of a tile's side. */
  static final int SIDE = 16;

  private int[] rowRank = new int[0];
  private int[] rowX0 = new int[0];
  private int[] rowX1 = new int[0];
  private int rowCount;
  private int[] list = new int[0];
  private int[] start = new int[0];

  /** Bins one row of tiles. */
  void bin(SplatRecords records, int tileY, int tilesAcross) {
    int capacity = records.count + 2 * RigArrays.PAD;
    if (rowRank.length < capacity) {
      rowRank = new int[capacity + capacity / 4];
      rowX0 = new int[rowRank.length];
      rowX1 = new int[rowRank.length];
    }
    if (start.length <= tilesAcross) {
      start = new int[tilesAcross + 1];
    }
    rowCount = row(records, tileY, rowRank, rowX0, rowX1);
    // Whole vectors are read: what is beyond the end touches no tile.
    Arrays.fill(rowX0, rowCount, rowCount + RigArrays.PAD, Integer.MAX_VALUE);
    Arrays.fill(rowX1, rowCount, rowCount + RigArrays.PAD, -1);
    int at = 0;
    for (int tileX = 0; tileX < tilesAcross; tileX++) {
      start[tileX] = at;
      if (list.length < at + rowCount + RigArrays.PAD) {
        list = Arrays.copyOf(list, 2 * (at + rowCount + RigArrays.PAD));
      }
      at = tile(rowRank, rowX0, rowX1, rowCount, tileX, list, at);
    }
    start[tilesAcross] = at;
  }

  private static int row(SplatRecords records, int tileY, int[] rank, int[] x0, int[] x1) {
    int count = 0;
    for (int r = 0; r < records.count; r += Lanes.COUNT) {
      VectorMask<Integer> touches =
          fromArray(INT, records.tileY0, r)
              .compare(VectorOperators.LE, tileY)
              .and(fromArray(INT, records.tileY1, r).compare(VectorOperators.GE, tileY));
      if (touches.anyTrue()) {
        Lanes.IOTA.add(r).compress(touches).intoArray(rank, count);
        fromArray(INT, records.tileX0, r).compress(touches).intoArray(x0, count);
        fromArray(INT, records.tileX1, r).compress(touches).intoArray(x1, count);
        count += touches.trueCount();
      }
    }
    return count;
  }

  private static int tile(
      int[] rank, int[] x0, int[] x1, int rowCount, int tileX, int[] list, int from) {
    int at = from;
    for (int j = 0; j < rowCount; j += Lanes.COUNT) {
      VectorMask<Integer> touches =
          fromArray(INT, x0, j)
              .compare(VectorOperators.LE, tileX)
              .and(fromArray(INT, x1, j).compare(VectorOperators.GE, tileX));
      fromArray(INT, rank, j).compress(touches).intoArray(list, at);
      at += touches.trueCount();
    }
    return at;
  }

  /** Ranks, tile after tile. */
  int[] list() {
    return list;
  }

  /** Where a tile's ranks begin; the next tile's beginning is their end. */
  int begin(int tileX) {
    return start[tileX];
  }
}
