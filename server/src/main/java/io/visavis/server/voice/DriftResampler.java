package io.visavis.server.voice;

import java.util.Arrays;

/**
 * Reads a stream at a rate close to its own, by windowed-sinc interpolation (Hann, 16 taps, cut-off
 * at Nyquist, so that a whole-sample position is the sample itself, bit for bit). Owned by one
 * lane; does not allocate.
 */
final class DriftResampler {
  /** Samples that are needed on either side of a position. */
  static final int HALF = 8;

  private static final int TAPS = 2 * HALF;
  private static final int PHASES = 256;
  private static final float[] KERNEL = kernel();

  private final float[] buffer;
  private int filled;
  private double position;

  /**
   * A resampler at rest.
   *
   * @param block most samples of one {@link #read}
   */
  DriftResampler(int block) {
    buffer = new float[2 * block + 4 * HALF];
    reset();
  }

  /** Forgets everything; silence lies before what comes. */
  void reset() {
    Arrays.fill(buffer, 0, HALF - 1, 0f);
    filled = HALF - 1;
    position = HALF - 1;
  }

  /** How many samples must be written before {@code count} can be read at that step. */
  int needed(int count, double step) {
    return Math.max(0, (int) Math.floor(position + (count - 1) * step) + HALF + 1 - filled);
  }

  /** Where the next samples are to be written. */
  float[] input() {
    return buffer;
  }

  /** First place in {@link #input} to write to. */
  int inputOffset() {
    return filled;
  }

  /** Says that {@code count} samples have been written. */
  void written(int count) {
    filled += count;
  }

  /** Samples written and not yet passed by the reading position. */
  double ahead() {
    return filled - position;
  }

  /** Reads [count] samples, each {@code step} input samples after the one before. */
  void read(float[] out, int offset, int count, double step) {
    if (step == 1.0) {
      shifted(out, offset, count);
      position += count;
    } else {
      for (int i = 0; i < count; i++) {
        out[offset + i] = at(position);
        position += step;
      }
    }
    int spent = (int) Math.floor(position) - (HALF - 1);
    System.arraycopy(buffer, spent, buffer, 0, filled - spent);
    filled -= spent;
    position -= spent;
  }

  /** All between samples by as much: one filter, tap after tap, which the compiler vectorises. */
  private void shifted(float[] out, int offset, int count) {
    int whole = (int) Math.floor(position);
    if (position == whole) {
      System.arraycopy(buffer, whole, out, offset, count);
      return;
    }
    double phase = (position - whole) * PHASES;
    int row = (int) phase;
    float mix = (float) (phase - row);
    Arrays.fill(out, offset, offset + count, 0);
    for (int tap = 0; tap < TAPS; tap++) {
      add(whole - HALF + 1 + tap, weight(row * TAPS + tap, mix), out, offset, count);
    }
  }

  private void add(int from, float weight, float[] out, int offset, int count) {
    for (int i = 0; i < count; i++) {
      out[offset + i] += weight * buffer[from + i];
    }
  }

  /** Four sums at once, as each waits for itself. */
  private float at(double p) {
    int whole = (int) Math.floor(p);
    double phase = (p - whole) * PHASES;
    int row = (int) phase;
    float mix = (float) (phase - row);
    int k = row * TAPS;
    int s = whole - HALF + 1;
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int i = 0; i < TAPS; i += 4) {
      a += buffer[s + i] * weight(k + i, mix);
      b += buffer[s + i + 1] * weight(k + i + 1, mix);
      c += buffer[s + i + 2] * weight(k + i + 2, mix);
      d += buffer[s + i + 3] * weight(k + i + 3, mix);
    }
    return (a + b) + (c + d);
  }

  private static float weight(int k, float mix) {
    float w = KERNEL[k];
    return w + mix * (KERNEL[k + TAPS] - w);
  }

  /** [PHASES + 1, TAPS] */
  private static float[] kernel() {
    float[] k = new float[(PHASES + 1) * TAPS];
    for (int p = 0; p <= PHASES; p++) {
      for (int i = 0; i < TAPS; i++) {
        double x = i - (HALF - 1) - p / (double) PHASES;
        double sinc = x == 0 ? 1 : x == Math.rint(x) ? 0 : Math.sin(Math.PI * x) / (Math.PI * x);
        double hann = Math.abs(x) >= HALF ? 0 : 0.5 + 0.5 * Math.cos(Math.PI * x / HALF);
        k[p * TAPS + i] = (float) (sinc * hann);
      }
    }
    return k;
  }
}
