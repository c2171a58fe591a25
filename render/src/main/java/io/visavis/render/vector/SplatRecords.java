package io.visavis.render.vector;

import io.visavis.render.cpu.DepthSort;
import io.visavis.render.cpu.RigArrays;

/**
 * What can be seen of one view, nearest first: one cache line a Gaussian, and its tiles. Scratch of
 * one back end instance; grows with the largest cloud.
 */
final class SplatRecords {
  /** Floats of one record: 64 bytes. */
  static final int STRIDE = 16;

  static final int X = 0;
  static final int Y = 1;
  static final int A = 2;
  static final int SKEW = 3;
  static final int D = 4;
  static final int PEAK = 5;

  /** Three channels, negated: weights come out negative, see {@link Blend}. */
  static final int COLOUR = 6;

  static final int RIGHT_DY = 9;
  static final int PER_A = 10;

  float[] record = new float[0];
  int[] tileX0 = new int[0];
  int[] tileX1 = new int[0];
  int[] tileY0 = new int[0];
  int[] tileY1 = new int[0];
  int count;

  /**
   * Lays records in depth order.
   *
   * @param colour [3][N] the channels to blend
   */
  void fill(ScreenSplats splats, DepthSort order, float[][] colour) {
    count = order.count();
    grow(count);
    for (int rank = 0; rank < count; rank++) {
      int i = order.at(rank);
      int p = rank * STRIDE;
      record[p + X] = splats.x[i];
      record[p + Y] = splats.y[i];
      record[p + A] = splats.a[i];
      record[p + SKEW] = splats.skew[i];
      record[p + D] = splats.d[i];
      record[p + PEAK] = splats.peak[i];
      record[p + COLOUR] = -colour[0][i];
      record[p + COLOUR + 1] = -colour[1][i];
      record[p + COLOUR + 2] = -colour[2][i];
      record[p + RIGHT_DY] = splats.rightDy[i];
      record[p + PER_A] = splats.perA[i];
      tileX0[rank] = splats.tileX0[i];
      tileX1[rank] = splats.tileX1[i];
      tileY0[rank] = splats.tileY0[i];
      tileY1[rank] = splats.tileY1[i];
    }
    // Whole vectors are read: what is beyond the end touches no tile.
    for (int rank = count; rank < count + RigArrays.PAD; rank++) {
      tileY0[rank] = Integer.MAX_VALUE;
      tileY1[rank] = -1;
    }
  }

  private void grow(int n) {
    if (tileX0.length >= n + RigArrays.PAD) {
      return;
    }
    int size = RigArrays.padded(n + n / 4) + RigArrays.PAD;
    record = new float[size * STRIDE];
    tileX0 = new int[size];
    tileX1 = new int[size];
    tileY0 = new int[size];
    tileY1 = new int[size];
  }
}
