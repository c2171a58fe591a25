package io.visavis.render.cpu;

import java.util.Arrays;

/**
 * Rows of values for every element of a domain (Gaussians or triangles), of which most change few
 * elements: a wrinkle of the brow is 0 for the hair. Elements lie in blocks of {@link Blocks#SIDE};
 * of each block and channel those rows are kept that are not 0 throughout, so that sums over rows
 * read memory in one short stream. Immutable.
 *
 * @param channels sums an element
 * @param begin [blocks * channels + 1] where the kept rows of each block and channel begin
 * @param row [kept rows] which row each is
 * @param values [kept rows][{@link Blocks#SIDE}]; 0 beyond the domain
 */
public record SparseBlocks(int channels, int[] begin, int[] row, float[] values) {
  private static final int SIDE = Blocks.SIDE;

  /** Where the values of one row of one channel are. */
  interface Rows {
    /** The array that holds them. */
    float[] values(int row);

    /** Where the values of the domain begin in it. */
    int at(int row, int channel);
  }

  /** Keeps what is not 0 of so many rows. */
  static SparseBlocks of(Rows from, int channels, int rows, int domain) {
    int blocks = RigArrays.padded(domain) / SIDE;
    int[] begin = new int[blocks * channels + 1];
    int[] row = new int[Math.min(64, blocks * channels * rows)];
    float[] values = new float[row.length * SIDE];
    int kept = 0;
    for (int list = 0; list < blocks * channels; list++) {
      int first = list / channels * SIDE;
      int count = Math.min(SIDE, domain - first);
      begin[list] = kept;
      for (int r = 0; r < rows; r++) {
        float[] all = from.values(r);
        int at = from.at(r, list % channels) + first;
        if (isZero(all, at, count)) {
          continue;
        }
        if (kept == row.length) {
          row = Arrays.copyOf(row, 2 * kept);
          values = Arrays.copyOf(values, 2 * kept * SIDE);
        }
        System.arraycopy(all, at, values, kept * SIDE, count);
        row[kept++] = r;
      }
    }
    begin[blocks * channels] = kept;
    return new SparseBlocks(
        channels, begin, Arrays.copyOf(row, kept), Arrays.copyOf(values, kept * SIDE));
  }

  private static boolean isZero(float[] values, int at, int count) {
    for (int i = at; i < at + count; i++) {
      if (values[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Which list of {@link #begin} an element's channel is in. */
  public int list(int channel, int i) {
    return i / SIDE * channels + channel;
  }
}
