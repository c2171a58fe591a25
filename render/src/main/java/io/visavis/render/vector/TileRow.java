package io.visavis.render.vector;

import static io.visavis.render.vector.Lanes.FLOAT;
import static io.visavis.render.vector.Lanes.INT;

import io.visavis.render.cpu.RigArrays;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The Gaussians whose boxes meet one row of tiles, nearest first: a compare and a compress over
 * all, so there are no branches and no sort. Scratch of one back end instance; grows with the
 * largest cloud.
 */
final class TileRow {
  /** Pixels of a tile's side. */
  static final int SIDE = 16;

  /** Blocks of a tile: 4x4 of 4x4 pixels. */
  static final int BLOCKS = 16;

  /** Where each Gaussian's record begins. */
  int[] record = new int[0];

  float[] x = new float[0];
  float[] y = new float[0];
  float[] skew = new float[0];
  float[] d = new float[0];
  float[] rightDy = new float[0];
  float[] perA = new float[0];

  /** Greatest u^2 + v^2 at which alpha is at least 1/255; below 0 beyond {@link #count}. */
  float[] reach = new float[0];

  int count;

  /** Takes one row. */
  void begin(SplatRecords records, int tileY) {
    int capacity = records.count + 2 * RigArrays.PAD;
    if (record.length < capacity) {
      grow(capacity + capacity / 4);
    }
    count = pick(records, tileY, record);
    Arrays.fill(record, count, count + RigArrays.PAD, 0);
    gather(records.record, SplatRecords.X, record, x, count);
    gather(records.record, SplatRecords.Y, record, y, count);
    gather(records.record, SplatRecords.SKEW, record, skew, count);
    gather(records.record, SplatRecords.VY, record, d, count);
    gather(records.record, SplatRecords.RIGHT_DY, record, rightDy, count);
    gather(records.record, SplatRecords.PER_A, record, perA, count);
    gather(records.record, SplatRecords.REACH, record, reach, count);
    Arrays.fill(reach, count, count + RigArrays.PAD, -1);
  }

  private void grow(int size) {
    record = new int[size];
    x = new float[size];
    y = new float[size];
    skew = new float[size];
    d = new float[size];
    rightDy = new float[size];
    perA = new float[size];
    reach = new float[size];
  }

  private static int pick(SplatRecords records, int tileY, int[] record) {
    int count = 0;
    for (int r = 0; r < records.count; r += Lanes.COUNT) {
      VectorMask<Integer> meets =
          IntVector.fromArray(INT, records.tileY0, r)
              .compare(VectorOperators.LE, tileY)
              .and(IntVector.fromArray(INT, records.tileY1, r).compare(VectorOperators.GE, tileY));
      if (meets.anyTrue()) {
        Lanes.IOTA.add(r).mul(SplatRecords.STRIDE).compress(meets).intoArray(record, count);
        count += meets.trueCount();
      }
    }
    return count;
  }

  private static void gather(float[] from, int field, int[] record, float[] to, int count) {
    for (int j = 0; j < count; j += Lanes.COUNT) {
      FloatVector.fromArray(FLOAT, from, field, record, j).intoArray(to, j);
    }
  }
}
