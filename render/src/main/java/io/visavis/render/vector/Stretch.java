package io.visavis.render.vector;

import static io.visavis.render.vector.Lanes.FLOAT;

import io.visavis.render.cpu.RigArrays;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * The Gaussians whose boxes meet a few tiles beside each other, nearest first: what {@link Blend}
 * reads of them line after line, so that it stays in the nearest caches while the stretch is
 * blended, and what {@link BlockLists} reads as structure of arrays. Scratch of one back end
 * instance; grows with the largest cloud.
 */
final class Stretch {
  /** Tiles of a stretch. */
  static final int TILES = 4;

  /** Pixels across. */
  static final int WIDTH = TILES * TileRow.SIDE;

  /**
   * Records that are asked for before the first is copied. They lie anywhere in more memory than
   * the near caches hold, and a short loop waits for many of them at a time.
   */
  private static final int AHEAD = 32;

  /** [n][{@link SplatRecords#STRIDE}] */
  float[] record = new float[0];

  float[] x = new float[0];
  float[] y = new float[0];
  float[] skew = new float[0];
  float[] d = new float[0];
  float[] rightDy = new float[0];
  float[] perA = new float[0];

  /** Greatest u^2 + v^2 at which alpha is at least 1/255; below 0 beyond {@link #count}. */
  float[] reach = new float[0];

  int count;

  /** The sum of what was read ahead, which keeps the reading from being left out. */
  @SuppressWarnings("UnusedVariable")
  private float read;

  /** Takes the Gaussians whose records begin there. */
  void begin(float[] from, int[] member, int n) {
    count = n;
    if (reach.length < n + RigArrays.PAD) {
      grow(n + n / 4 + RigArrays.PAD);
    }
    for (int j = 0; j < n; j += AHEAD) {
      int end = Math.min(j + AHEAD, n);
      read += read(from, member, j, end);
      copy(from, member, j, end);
    }
    Arrays.fill(reach, n, n + RigArrays.PAD, -1);
  }

  /** Brings records near: returns something of each of their two cache lines. */
  private static float read(float[] from, int[] member, int begin, int end) {
    float first = 0;
    float last = 0;
    for (int j = begin; j < end; j++) {
      first += from[member[j]];
      last += from[member[j] + SplatRecords.STRIDE - 1];
    }
    return first + last;
  }

  private void copy(float[] from, int[] member, int begin, int end) {
    for (int j = begin; j < end; j++) {
      int r = member[j];
      x[j] = from[r + SplatRecords.X];
      y[j] = from[r + SplatRecords.Y];
      skew[j] = from[r + SplatRecords.SKEW];
      d[j] = from[r + SplatRecords.VY];
      rightDy[j] = from[r + SplatRecords.RIGHT_DY];
      perA[j] = from[r + SplatRecords.PER_A];
      reach[j] = from[r + SplatRecords.REACH];
      for (int k = 0; k < SplatRecords.STRIDE; k += Lanes.COUNT) {
        FloatVector.fromArray(FLOAT, from, r + k).intoArray(record, j * SplatRecords.STRIDE + k);
      }
    }
  }

  private void grow(int size) {
    record = new float[size * SplatRecords.STRIDE];
    x = new float[size];
    y = new float[size];
    skew = new float[size];
    d = new float[size];
    rightDy = new float[size];
    perA = new float[size];
    reach = new float[size];
  }
}
