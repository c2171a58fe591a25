package io.visavis.render.cpu;

import java.util.Arrays;
import java.util.List;

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

  /**
   * One row of every channel.
   *
   * @param values the array that holds it
   * @param at where the first channel's values of the domain begin in it; the others follow
   */
  record Row(float[] values, int at) {}

  /** Keeps what is not 0 of some rows. */
  static SparseBlocks of(List<Row> rows, int channels, int domain) {
    int blocks = RigArrays.padded(domain) / SIDE;
    int[] begin = new int[blocks * channels + 1];
    int[] row = new int[Math.min(64, blocks * channels * rows.size())];
    float[] values = new float[row.length * SIDE];
    int kept = 0;
    for (int list = 0; list < blocks * channels; list++) {
      int first = list / channels * SIDE;
      int count = Math.min(SIDE, domain - first);
      begin[list] = kept;
      for (int r = 0; r < rows.size(); r++) {
        float[] all = rows.get(r).values();
        int at = rows.get(r).at() + list % channels * domain + first;
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
