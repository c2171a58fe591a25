package io.visavis.render.vector;

import static io.visavis.render.vector.Lanes.INT;

import io.visavis.render.cpu.RigArrays;
import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The Gaussians whose boxes meet one row of tiles, nearest first: found by a compare and a compress
 * over all, and those of a stretch by the same over the row's, so there are no branches and no
 * sort. Scratch of one back end instance; grows with the largest cloud.
 */
final class TileRow {
  /** Pixels of a tile's side. */
  static final int SIDE = 16;

  /** Blocks of a tile: 4x4 of 4x4 pixels. */
  static final int BLOCKS = 16;

  private int[] begin = new int[0];
  private int[] stretch0 = new int[0];
  private int[] stretch1 = new int[0];
  private int[] member = new int[0];
  private int count;

  /** Takes one row. */
  void begin(SplatRecords records, int tileY) {
    int capacity = records.count + 2 * RigArrays.PAD;
    if (begin.length < capacity) {
      int size = capacity + capacity / 4;
      begin = new int[size];
      stretch0 = new int[size];
      stretch1 = new int[size];
      member = new int[size];
    }
    count = pick(records, tileY, begin, stretch0, stretch1);
    // Whole vectors are read: what is beyond the end touches no stretch.
    Arrays.fill(stretch0, count, count + RigArrays.PAD, Integer.MAX_VALUE);
  }

  /** Takes one stretch of the row, and returns how many Gaussians {@link #member} then has. */
  int stretch(int number) {
    int n = select(begin, stretch0, stretch1, count, number, member);
    Arrays.fill(member, n, n + RigArrays.PAD, 0);
    return n;
  }

  /** Where the records of a stretch's Gaussians begin, nearest first. */
  int[] member() {
    return member;
  }

  private static int pick(
      SplatRecords records, int tileY, int[] begin, int[] stretch0, int[] stretch1) {
    int count = 0;
    for (int r = 0; r < records.count; r += Lanes.COUNT) {
      VectorMask<Integer> meets =
          IntVector.fromArray(INT, records.tileY0, r)
              .compare(VectorOperators.LE, tileY)
              .and(IntVector.fromArray(INT, records.tileY1, r).compare(VectorOperators.GE, tileY));
      if (meets.anyTrue()) {
        IntVector.fromArray(INT, records.begin, r).compress(meets).intoArray(begin, count);
        IntVector.fromArray(INT, records.stretch0, r).compress(meets).intoArray(stretch0, count);
        IntVector.fromArray(INT, records.stretch1, r).compress(meets).intoArray(stretch1, count);
        count += meets.trueCount();
      }
    }
    return count;
  }

  private static int select(
      int[] begin, int[] stretch0, int[] stretch1, int n, int number, int[] to) {
    int count = 0;
    for (int j = 0; j < n; j += Lanes.COUNT) {
      VectorMask<Integer> meets =
          IntVector.fromArray(INT, stretch0, j)
              .compare(VectorOperators.LE, number)
              .and(IntVector.fromArray(INT, stretch1, j).compare(VectorOperators.GE, number));
      IntVector.fromArray(INT, begin, j).compress(meets).intoArray(to, count);
      count += meets.trueCount();
    }
    return count;
  }
}
