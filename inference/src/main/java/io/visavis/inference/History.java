package io.visavis.inference;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Rows of floats by absolute index: appended at the end, forgotten at the front, zero before the
 * beginning. Grows when its reader falls behind, up to a limit; in steady state it allocates
 * nothing. Single thread.
 */
final class History {
  private final int width;
  private final int maxRows;
  private final String what;
  private float[] rows;
  private int capacity;
  private long first;
  private long end;

  /**
   * An empty history.
   *
   * @param width values a row
   * @param initialRows rows it holds before it grows
   * @param maxRows rows that it never exceeds
   * @param what what messages call the rows
   */
  History(int width, int initialRows, int maxRows, String what) {
    this.width = width;
    this.maxRows = maxRows;
    this.what = what;
    this.capacity = initialRows;
    this.rows = new float[Math.multiplyExact(width, initialRows)];
  }

  /** One past the newest row. */
  long end() {
    return end;
  }

  /** Adds a row. */
  void append(float[] source, int offset) {
    append(source, offset, 1);
  }

  /** Adds so many rows, one after the other in the source. */
  void append(float[] source, int offset, int count) {
    int at = offset;
    int left = count;
    while (left > 0) {
      if (end - first == capacity) {
        grow();
      }
      long room = Math.min(capacity - (end - first), capacity - end % capacity);
      int run = (int) Math.min(left, room);
      System.arraycopy(source, at, rows, slot(end), run * width);
      end += run;
      at += run * width;
      left -= run;
    }
  }

  /** Value of a row; 0 before the beginning. */
  float get(long row, int column) {
    if (row < 0) {
      return 0;
    }
    check(row, row + 1);
    return rows[slot(row) + column];
  }

  /** Writes rows [endRow - count, endRow) to out, from its given position on. */
  void copy(long endRow, int count, FloatBuffer out, int position) {
    long row = endRow - count;
    int at = position;
    for (; row < endRow && row < 0; row++, at += width) {
      for (int c = 0; c < width; c++) {
        out.put(at + c, 0);
      }
    }
    check(row, endRow);
    while (row < endRow) {
      int run = (int) Math.min(endRow - row, capacity - row % capacity);
      out.put(at, rows, slot(row), run * width);
      row += run;
      at += run * width;
    }
  }

  /** No row before this one will be asked for again. */
  void forgetBefore(long row) {
    first = Math.clamp(row, first, end);
  }

  private void check(long from, long to) {
    if (from < to && (from < first || to > end)) {
      throw new IllegalStateException(
          "Rows %d to %d of %s were asked for; %d to %d are there."
              .formatted(from, to, what, first, end));
    }
  }

  private int slot(long row) {
    return (int) (row % capacity) * width;
  }

  private void grow() {
    if (capacity >= maxRows) {
      throw new IllegalStateException(
          "%s is further ahead of the frames than the %d rows that are kept."
              .formatted(what, maxRows));
    }
    int grown = Math.min(maxRows, 2 * capacity);
    float[] copy = Arrays.copyOf(rows, Math.multiplyExact(grown, width));
    for (long row = first; row < end; row++) {
      System.arraycopy(rows, slot(row), copy, (int) (row % grown) * width, width);
    }
    rows = copy;
    capacity = grown;
  }
}
