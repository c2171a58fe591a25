package io.visavis.render.vector;

import io.visavis.render.cpu.DepthSort;
import io.visavis.render.cpu.RigArrays;

/**
 * What can be seen of one view: one cache line a Gaussian, and, nearest first, where that line is
 * and which rows and stretches of tiles it touches. Scratch of one back end instance; grows with
 * the largest cloud.
 */
final class SplatRecords {
  /** Floats of one record: 64 bytes. */
  static final int STRIDE = 16;

  /** What {@link Blend} reads: u = UX x + UY y + U0, v = VY y + V0, s = -(u^2 + v^2 + S0). */
  static final int UX = 0;

  static final int UY = 1;
  static final int U0 = 2;
  static final int VY = 3;
  static final int V0 = 4;
  static final int S0 = 5;

  /** Three channels. */
  static final int COLOUR = 6;

  /** What culling reads besides: the ellipse of alpha = 1/255. */
  static final int X = 9;

  static final int Y = 10;
  static final int SKEW = 11;
  static final int RIGHT_DY = 12;
  static final int PER_A = 13;
  static final int REACH = 14;

  /** In the order of the cloud. */
  float[] record = new float[0];

  /** Nearest first, as everything below. */
  int[] begin = new int[0];

  int[] tileY0 = new int[0];
  int[] tileY1 = new int[0];

  int[] stretch0 = new int[0];
  int[] stretch1 = new int[0];

  int count;

  /** The largest value of a channel, of either sign. */
  float brightest;

  /**
   * Lays the records of what can be seen.
   *
   * @param order of the indices of {@link ScreenSplats#visibleIndex}
   * @param colour [3][N] the channels to blend
   * @param originX pixel that the records count from; in the middle of the picture the fewest
   *     digits are lost
   */
  void fill(ScreenSplats splats, DepthSort order, float[][] colour, int originX, int originY) {
    count = splats.visibleCount;
    grow(count);
    lay(splats, colour, originX, originY);
    for (int rank = 0; rank < count; rank++) {
      int visible = order.at(rank);
      int i = splats.visibleIndex[visible];
      begin[rank] = visible * STRIDE;
      tileY0[rank] = splats.tileY0[i];
      tileY1[rank] = splats.tileY1[i];
      stretch0[rank] = splats.stretch0[i];
      stretch1[rank] = splats.stretch1[i];
    }
    // Whole vectors are read: what is beyond the end touches no tile.
    for (int rank = count; rank < count + RigArrays.PAD; rank++) {
      tileY0[rank] = Integer.MAX_VALUE;
      tileY1[rank] = -1;
    }
  }

  private void lay(ScreenSplats splats, float[][] colour, int originX, int originY) {
    float most = 0;
    for (int visible = 0; visible < count; visible++) {
      int i = splats.visibleIndex[visible];
      int p = visible * STRIDE;
      float x = splats.x[i] - originX;
      float y = splats.y[i] - originY;
      float ux = splats.a[i];
      float uy = -ux * splats.skew[i];
      float vy = splats.d[i];
      record[p + UX] = ux;
      record[p + UY] = uy;
      record[p + U0] = -Math.fma(ux, x, uy * y);
      record[p + VY] = vy;
      record[p + V0] = -vy * y;
      record[p + S0] = -splats.peak[i];
      float c0 = colour[0][i];
      float c1 = colour[1][i];
      float c2 = colour[2][i];
      most = Math.max(most, Math.max(Math.abs(c0), Math.max(Math.abs(c1), Math.abs(c2))));
      record[p + COLOUR] = c0;
      record[p + COLOUR + 1] = c1;
      record[p + COLOUR + 2] = c2;
      record[p + X] = x;
      record[p + Y] = y;
      record[p + SKEW] = splats.skew[i];
      record[p + RIGHT_DY] = splats.rightDy[i];
      record[p + PER_A] = splats.perA[i];
      record[p + REACH] = splats.peak[i] - AlphaPolynomial.S_MIN;
    }
    brightest = most;
  }

  private void grow(int n) {
    if (tileY0.length >= n + RigArrays.PAD) {
      return;
    }
    int size = RigArrays.padded(n + n / 4) + RigArrays.PAD;
    record = new float[size * STRIDE];
    begin = new int[size];
    tileY0 = new int[size];
    tileY1 = new int[size];
    stretch0 = new int[size];
    stretch1 = new int[size];
  }
}
