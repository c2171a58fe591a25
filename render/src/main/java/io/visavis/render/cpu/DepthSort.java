package io.visavis.render.cpu;

import java.util.Arrays;

/**
 * Stable radix sort of Gaussians by depth, exact to the last bit of a float: positive floats order
 * as their bit patterns, so digits of 11 bits of (bits - smallest bits) are sorted, as many as the
 * range of depths needs. A head takes two passes. Scratch of one back end instance.
 */
public final class DepthSort {
  private static final int DIGIT_BITS = 11;
  private static final int DIGITS = 1 << DIGIT_BITS;

  /** Key in the upper half, what is sorted in the lower. */
  private long[] keys = new long[0];

  private long[] other = new long[0];
  private final int[] start = new int[DIGITS];
  private int count;
  private int lowest;
  private int highest;

  /** Forgets everything, and makes room for n values. */
  public void begin(int n) {
    if (keys.length < n) {
      keys = new long[n + n / 4];
      other = new long[n + n / 4];
    }
    count = 0;
    lowest = Integer.MAX_VALUE;
    highest = 0;
  }

  /** Adds a value with a positive, finite depth. */
  public void add(float depth, int value) {
    int bits = Float.floatToRawIntBits(depth);
    keys[count++] = (long) bits << 32 | value;
    lowest = Math.min(lowest, bits);
    highest = Math.max(highest, bits);
  }

  /** Sorts what was added. */
  public void sort() {
    int range = highest - lowest;
    for (int shift = 0; shift < Integer.SIZE && range >>> shift != 0; shift += DIGIT_BITS) {
      pass(shift);
    }
  }

  private void pass(int shift) {
    Arrays.fill(start, 0);
    for (int i = 0; i < count; i++) {
      start[digit(keys[i], shift)]++;
    }
    int sum = 0;
    for (int d = 0; d < DIGITS; d++) {
      int c = start[d];
      start[d] = sum;
      sum += c;
    }
    for (int i = 0; i < count; i++) {
      other[start[digit(keys[i], shift)]++] = keys[i];
    }
    long[] swap = keys;
    keys = other;
    other = swap;
  }

  private int digit(long key, int shift) {
    return ((int) (key >>> 32) - lowest) >>> shift & DIGITS - 1;
  }

  /** How many values there are. */
  public int count() {
    return count;
  }

  /** The value at a rank; rank 0 is nearest. */
  public int at(int rank) {
    return (int) keys[rank];
  }
}
