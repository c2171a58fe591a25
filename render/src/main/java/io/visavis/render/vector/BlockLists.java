package io.visavis.render.vector;

import static io.visavis.render.vector.Lanes.FLOAT;
import static io.visavis.render.vector.Lanes.INT;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import io.visavis.render.cpu.RigArrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Lists, for a 4x4 block of pixels, the Gaussians whose ellipse of alpha = 1/255 meets it, nearest
 * first: exactly, from the ellipse's extent in the block's four rows. The extents are computed once
 * for a strip of four rows across a stretch; from there on tiles, then blocks pick theirs by two
 * compares and a compress, from a part of the strip at a time: what lies behind a tile that lets no
 * light through is never looked at. Scratch of one back end instance; grows with the largest cloud.
 */
final class BlockLists {
  private final Extents strip = new Extents();
  private final Extents tile = new Extents();
  private int[] list = new int[0];

  /** Where the ellipses of some Gaussians begin and end in four rows, nearest first. */
  private static final class Extents {
    float[] left = new float[0];
    float[] right = new float[0];
    int[] record = new int[0];
    int count;

    void grow(int size) {
      left = new float[size];
      right = new float[size];
      record = new int[size];
    }

    /** Whole vectors are read: what is beyond the end begins right of everything. */
    void end(int n) {
      count = n;
      broadcast(FLOAT, Float.POSITIVE_INFINITY).intoArray(left, n);
    }
  }

  /**
   * Takes the four rows from y0 on of a stretch.
   *
   * @return how many Gaussians meet them
   */
  int strip(Stretch stretch, float y0) {
    int capacity = stretch.count + 2 * RigArrays.PAD;
    if (list.length < capacity) {
      int size = capacity + capacity / 4;
      strip.grow(size);
      tile.grow(size);
      list = new int[size];
    }
    strip.end(extents(stretch, y0, strip.left, strip.right, strip.record));
    return strip.count;
  }

  /**
   * Takes the 16 columns from x0 on of the strip.
   *
   * @param from the first Gaussian of the strip that is looked at, a multiple of 16
   * @param to one beyond the last
   */
  void tile(float x0, int from, int to) {
    tile.end(
        within(strip, from, to, x0, x0 + TileRow.SIDE - 1, tile.left, tile.right, tile.record));
  }

  /**
   * Takes the four columns from x0 on of the tile.
   *
   * @return how many Gaussians {@link #list} then has
   */
  int block(float x0) {
    return tile.count == 0 ? 0 : select(tile.left, tile.right, tile.record, tile.count, x0, list);
  }

  /** Where the records of the block's Gaussians begin. */
  int[] list() {
    return list;
  }

  private static int extents(Stretch stretch, float y0, float[] left, float[] right, int[] record) {
    int count = 0;
    for (int j = 0; j < stretch.count; j += Lanes.COUNT) {
      FloatVector top = broadcast(FLOAT, y0).sub(fromArray(FLOAT, stretch.y, j));
      FloatVector bottom = top.add(3);
      FloatVector rightDy = fromArray(FLOAT, stretch.rightDy, j);
      FloatVector leftDy = rightDy.neg();
      // Clamped to the strip with compares: min and max mind NaN and -0, at several instructions.
      FloatVector atRight = bottom.blend(rightDy, rightDy.lt(bottom));
      atRight = top.blend(atRight, top.lt(atRight));
      FloatVector atLeft = bottom.blend(leftDy, leftDy.lt(bottom));
      atLeft = top.blend(atLeft, top.lt(atLeft));
      FloatVector x = fromArray(FLOAT, stretch.x, j);
      FloatVector skew = fromArray(FLOAT, stretch.skew, j);
      FloatVector d = fromArray(FLOAT, stretch.d, j);
      FloatVector perA = fromArray(FLOAT, stretch.perA, j);
      FloatVector reach = fromArray(FLOAT, stretch.reach, j);
      FloatVector vRight = d.mul(atRight);
      FloatVector vLeft = d.mul(atLeft);
      FloatVector r = reach.sub(vRight.mul(vRight)).sqrt().fma(perA, skew.fma(atRight, x));
      FloatVector l = skew.fma(atLeft, x).sub(perA.mul(reach.sub(vLeft.mul(vLeft)).sqrt()));
      // NaN where the ellipse does not reach the strip: the compare is false.
      VectorMask<Float> meets = l.compare(VectorOperators.LE, r);
      l.compress(meets).intoArray(left, count);
      r.compress(meets).intoArray(right, count);
      Lanes.IOTA.add(j).mul(SplatRecords.STRIDE).compress(meets.cast(INT)).intoArray(record, count);
      count += meets.trueCount();
    }
    return count;
  }

  private static int within(
      Extents strip,
      int from,
      int to,
      float x0,
      float x1,
      float[] toLeft,
      float[] toRight,
      int[] toRecord) {
    float[] left = strip.left;
    float[] right = strip.right;
    int[] record = strip.record;
    int count = 0;
    for (int j = from; j < to; j += Lanes.COUNT) {
      FloatVector l = fromArray(FLOAT, left, j);
      FloatVector r = fromArray(FLOAT, right, j);
      VectorMask<Float> meets =
          l.compare(VectorOperators.LE, x1).and(r.compare(VectorOperators.GE, x0));
      l.compress(meets).intoArray(toLeft, count);
      r.compress(meets).intoArray(toRight, count);
      IntVector.fromArray(INT, record, j).compress(meets.cast(INT)).intoArray(toRecord, count);
      count += meets.trueCount();
    }
    return count;
  }

  private static int select(float[] left, float[] right, int[] record, int n, float x0, int[] to) {
    int count = 0;
    for (int j = 0; j < n; j += Lanes.COUNT) {
      VectorMask<Integer> meets =
          fromArray(FLOAT, left, j)
              .compare(VectorOperators.LE, x0 + 3)
              .and(fromArray(FLOAT, right, j).compare(VectorOperators.GE, x0))
              .cast(INT);
      IntVector.fromArray(INT, record, j).compress(meets).intoArray(to, count);
      count += meets.trueCount();
    }
    return count;
  }
}
