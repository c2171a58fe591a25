package io.visavis.render.vector;

import static io.visavis.render.vector.Lanes.FLOAT;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import io.visavis.render.cpu.RigArrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Takes a batch of a tile's Gaussians into tile coordinates, and lists for each of the tile's 4x4
 * blocks those whose ellipse of alpha = 1/255 meets it: exactly, from the ellipse's extent in each
 * strip of four rows. Scratch of one back end instance.
 */
final class BlockCull {
  /** Gaussians of a batch. */
  static final int BATCH = 256;

  /** Distance between the local arrays: a batch and one vector. */
  static final int STRIDE = BATCH + Lanes.MAX;

  /** Blocks of a tile. */
  static final int BLOCKS = 16;

  /** Local arrays of {@link Blend}: u = UX x + UY y + U0, v = VY y + V0, s = -(u^2 + v^2 + S0). */
  static final int UX = 0;

  static final int UY = STRIDE;
  static final int U0 = 2 * STRIDE;
  static final int VY = 3 * STRIDE;
  static final int V0 = 4 * STRIDE;
  static final int S0 = 5 * STRIDE;
  static final int COLOUR_0 = 6 * STRIDE;
  static final int COLOUR_1 = 7 * STRIDE;
  static final int COLOUR_2 = 8 * STRIDE;

  private static final int X = 9 * STRIDE;
  private static final int Y = 10 * STRIDE;
  private static final int SKEW = 11 * STRIDE;
  private static final int RIGHT_DY = 12 * STRIDE;
  private static final int REACH = 13 * STRIDE;
  private static final int PER_A = 14 * STRIDE;

  private final float[] local = new float[15 * STRIDE];
  private final int[] offset = new int[STRIDE];
  private final float[] left = new float[STRIDE];
  private final float[] right = new float[STRIDE];
  private final int[] list = new int[BLOCKS * STRIDE];
  private final int[] count = new int[BLOCKS];

  /**
   * Culls one batch.
   *
   * @param ranks of the tile's Gaussians
   * @param from the first of the batch
   * @param n how many, at most {@link #BATCH}
   * @param tileX the tile's left edge, pixels
   * @param tileY its upper edge
   * @param wanted bit b is set where block b is to be listed
   */
  void cull(float[] record, int[] ranks, int from, int n, int tileX, int tileY, int wanted) {
    for (int j = 0; j < n; j++) {
      offset[j] = ranks[from + j] * SplatRecords.STRIDE;
    }
    for (int j = n; j < RigArrays.padded(n); j++) {
      offset[j] = 0;
    }
    toTile(record, offset, local, n, tileX, tileY);
    copy(record, offset, local, n);
    for (int j = n; j < RigArrays.padded(n); j++) {
      local[REACH + j] = -1;
    }
    for (int strip = 0; strip < 4; strip++) {
      int columns = (wanted >>> (4 * strip)) & 15;
      if (columns != 0) {
        span(local, left, right, n, 4 * strip);
      }
      for (; columns != 0; columns &= columns - 1) {
        int column = Integer.numberOfTrailingZeros(columns);
        int block = 4 * strip + column;
        count[block] = select(left, right, n, 4 * column, list, block * STRIDE);
      }
    }
  }

  private static void toTile(
      float[] record, int[] offset, float[] local, int n, int tileX, int tileY) {
    for (int j = 0; j < n; j += Lanes.COUNT) {
      FloatVector x = fromArray(FLOAT, record, SplatRecords.X, offset, j).sub(tileX);
      FloatVector y = fromArray(FLOAT, record, SplatRecords.Y, offset, j).sub(tileY);
      FloatVector a = fromArray(FLOAT, record, SplatRecords.A, offset, j);
      FloatVector skew = fromArray(FLOAT, record, SplatRecords.SKEW, offset, j);
      FloatVector d = fromArray(FLOAT, record, SplatRecords.D, offset, j);
      FloatVector peak = fromArray(FLOAT, record, SplatRecords.PEAK, offset, j);
      FloatVector uy = a.mul(skew).neg();
      a.intoArray(local, UX + j);
      uy.intoArray(local, UY + j);
      a.fma(x, uy.mul(y)).neg().intoArray(local, U0 + j);
      d.intoArray(local, VY + j);
      d.mul(y).neg().intoArray(local, V0 + j);
      peak.neg().intoArray(local, S0 + j);
      x.intoArray(local, X + j);
      y.intoArray(local, Y + j);
      skew.intoArray(local, SKEW + j);
      peak.sub(AlphaPolynomial.S_MIN).intoArray(local, REACH + j);
    }
  }

  /** Takes along what does not depend on the tile. */
  private static void copy(float[] record, int[] offset, float[] local, int n) {
    for (int j = 0; j < n; j += Lanes.COUNT) {
      fromArray(FLOAT, record, SplatRecords.COLOUR, offset, j).intoArray(local, COLOUR_0 + j);
      fromArray(FLOAT, record, SplatRecords.COLOUR + 1, offset, j).intoArray(local, COLOUR_1 + j);
      fromArray(FLOAT, record, SplatRecords.COLOUR + 2, offset, j).intoArray(local, COLOUR_2 + j);
      fromArray(FLOAT, record, SplatRecords.RIGHT_DY, offset, j).intoArray(local, RIGHT_DY + j);
      fromArray(FLOAT, record, SplatRecords.PER_A, offset, j).intoArray(local, PER_A + j);
    }
  }

  /** The ellipse's extent in the rows y0 to y0 + 3; NaN where it does not reach them. */
  private static void span(float[] local, float[] left, float[] right, int n, int y0) {
    for (int j = 0; j < n; j += Lanes.COUNT) {
      FloatVector top = broadcast(FLOAT, y0).sub(fromArray(FLOAT, local, Y + j));
      FloatVector bottom = top.add(3);
      FloatVector rightDy = fromArray(FLOAT, local, RIGHT_DY + j);
      FloatVector leftDy = rightDy.neg();
      // Clamped to the strip with compares: min and max mind NaN and -0, at several instructions.
      FloatVector atRight = bottom.blend(rightDy, rightDy.lt(bottom));
      atRight = top.blend(atRight, top.lt(atRight));
      FloatVector atLeft = bottom.blend(leftDy, leftDy.lt(bottom));
      atLeft = top.blend(atLeft, top.lt(atLeft));
      FloatVector x = fromArray(FLOAT, local, X + j);
      FloatVector skew = fromArray(FLOAT, local, SKEW + j);
      FloatVector d = fromArray(FLOAT, local, VY + j);
      FloatVector perA = fromArray(FLOAT, local, PER_A + j);
      FloatVector reach = fromArray(FLOAT, local, REACH + j);
      FloatVector v = d.mul(atRight);
      perA.mul(reach.sub(v.mul(v)).sqrt()).add(skew.fma(atRight, x)).intoArray(right, j);
      v = d.mul(atLeft);
      skew.fma(atLeft, x).sub(perA.mul(reach.sub(v.mul(v)).sqrt())).intoArray(left, j);
    }
  }

  private static int select(float[] left, float[] right, int n, int x0, int[] list, int from) {
    int at = from;
    for (int j = 0; j < n; j += Lanes.COUNT) {
      VectorMask<Integer> meets =
          fromArray(FLOAT, left, j)
              .compare(VectorOperators.LE, x0 + 3)
              .and(fromArray(FLOAT, right, j).compare(VectorOperators.GE, x0))
              .cast(Lanes.INT);
      Lanes.IOTA.add(j).compress(meets).intoArray(list, at);
      at += meets.trueCount();
    }
    return at - from;
  }

  /** The batch in tile coordinates. */
  float[] local() {
    return local;
  }

  /** Indices into {@link #local}; a block's begin at block * {@link #STRIDE}. */
  int[] list() {
    return list;
  }

  /** How many Gaussians of the batch meet a block. */
  int count(int block) {
    return count[block];
  }
}
