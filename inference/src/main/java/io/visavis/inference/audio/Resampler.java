package io.visavis.inference.audio;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Changes the sample rate of a stream by a rational factor: windowed sinc (Kaiser), polyphase,
 * linear phase. Output sample m is the signal at the instant m/to seconds, so nothing is shifted in
 * time; it is written as soon as {@link #lookahead()} input samples beyond that instant are there.
 * Before its first sample the stream is silent.
 *
 * <p>Each output sample is one dot product in a fixed order, so the result does not depend on how
 * the input is cut into blocks. No allocation after construction. One stream, one thread.
 */
public final class Resampler {
  /** Zero crossings of the sinc on either side; 40 keep 48 kHz to 16 kHz within 2.5 ms. */
  private static final int ZERO_CROSSINGS = 40;

  /** Kaiser shape for about 75 dB of stop band. */
  private static final double BETA = 7.5;

  /** The share of the lower Nyquist frequency at which the response is half. */
  private static final double CUTOFF = 0.96;

  /** Ratios with more phases than this are interpolated between that many. */
  private static final int MAX_PHASES = 1024;

  private static final int BLOCK = 1024;

  /** Output samples that are made at once, as each by itself waits for its own sum. */
  private static final int AT_ONCE = 4;

  private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

  private final int up;
  private final int down;
  private final int half;
  private final int taps;

  /** Taps of a row of the kernel: those, and zeros up to whole vectors. */
  private final int width;

  private final int phases;
  private final float[] kernel; // [phases + 1, taps]
  private final float[] history;
  private final float[] blended;
  private final float[] lanes = new float[LANES.length()];
  private long received;
  private long nextPosition;
  private int nextPhase;
  private int kept;
  private int zeros; // at the end of the history

  /**
   * A resampler at time zero.
   *
   * @param from input rate, hertz
   * @param to output rate, hertz
   */
  public Resampler(int from, int to) {
    if (from <= 0 || to <= 0) {
      throw new IllegalArgumentException(
          "Cannot resample from %d Hz to %d Hz; rates are positive.".formatted(from, to));
    }
    int gcd = gcd(from, to);
    this.up = to / gcd;
    this.down = from / gcd;
    double stretch = Math.max(1.0, (double) from / to);
    this.half = up == down ? 0 : (int) Math.ceil(ZERO_CROSSINGS * stretch);
    this.taps = up == down ? 1 : 2 * half + 1;
    this.width = (taps + LANES.length() - 1) / LANES.length() * LANES.length();
    this.phases = Math.min(up, MAX_PHASES);
    this.kernel = up == down ? unit(width) : kernel(stretch);
    this.blended = new float[width];
    this.history = new float[width + BLOCK];
    this.kept = half; // silence before the first sample
    this.zeros = half;
  }

  /** Input samples after an output sample's own instant that it needs. */
  public int lookahead() {
    return half;
  }

  /** The most samples that {@link #process} writes for so many input samples. */
  public int maxOutput(int length) {
    return (int) Math.min(Integer.MAX_VALUE - 8, ((long) length * up) / down + 2);
  }

  /**
   * Takes the next input samples and writes the output samples that they complete.
   *
   * @param in input; [offset, offset + length) is read
   * @param out output, with room for {@link #maxOutput} of length from outOffset
   * @return how many samples were written
   */
  public int process(float[] in, int offset, int length, float[] out, int outOffset) {
    int written = 0;
    int at = offset;
    int left = length;
    while (left > 0) {
      int n = Math.min(left, BLOCK);
      System.arraycopy(in, at, history, kept, n);
      kept += n;
      countZeros(n);
      received += n;
      at += n;
      left -= n;
      written += drain(out, outOffset + written);
    }
    return written;
  }

  private void countZeros(int n) {
    int i = kept;
    while (i > kept - n && history[i - 1] == 0) {
      i--;
    }
    zeros = i == kept - n ? Math.min(kept, zeros + n) : kept - i;
  }

  /** Writes what is computable and drops the history that no later output needs. */
  private int drain(float[] out, int outOffset) {
    int written = 0;
    long first = received - kept; // stream index of history[0]
    boolean silent = zeros == kept; // as who is not there is, or has muted
    if (up == 1 && !silent) {
      while (nextPosition + (AT_ONCE - 1L) * down + half < received) {
        dots((int) (nextPosition - half - first), out, outOffset + written);
        written += AT_ONCE;
        nextPosition += (long) AT_ONCE * down;
      }
    }
    while (nextPosition + half < received) {
      int start = (int) (nextPosition - half - first);
      out[outOffset + written++] = silent ? 0 : dot(start);
      nextPhase += down;
      nextPosition += nextPhase / up;
      nextPhase %= up;
    }
    // Never below zero: a fresh stream holds `half` zeros at negative indices.
    int drop = (int) Math.min(kept, Math.max(0, nextPosition - half - first));
    System.arraycopy(history, drop, history, 0, kept - drop);
    kept -= drop;
    zeros = Math.min(zeros, kept);
    return written;
  }

  private float dot(int start) {
    if (phases == up) {
      return dot(kernel, nextPhase * width, start);
    }
    double phase = (double) nextPhase * phases / up;
    int below = (int) phase;
    float mix = (float) (phase - below);
    int row = below * width;
    for (int k = 0; k < taps; k++) {
      blended[k] = kernel[row + k] + mix * (kernel[row + width + k] - kernel[row + k]);
    }
    return dot(blended, 0, start);
  }

  private float dot(float[] row, int from, int start) {
    FloatVector sum = FloatVector.zero(LANES);
    for (int k = 0; k < width; k += LANES.length()) {
      FloatVector x = FloatVector.fromArray(LANES, history, start + k);
      sum = FloatVector.fromArray(LANES, row, from + k).fma(x, sum);
    }
    return total(sum);
  }

  /** The next {@link #AT_ONCE} where there is one phase, each summed as {@link #dot} sums it. */
  private void dots(int start, float[] out, int at) {
    FloatVector a = FloatVector.zero(LANES);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    for (int k = 0; k < width; k += LANES.length()) {
      FloatVector row = FloatVector.fromArray(LANES, kernel, k);
      a = row.fma(FloatVector.fromArray(LANES, history, start + k), a);
      b = row.fma(FloatVector.fromArray(LANES, history, start + down + k), b);
      c = row.fma(FloatVector.fromArray(LANES, history, start + 2 * down + k), c);
      d = row.fma(FloatVector.fromArray(LANES, history, start + 3 * down + k), d);
    }
    out[at] = total(a);
    out[at + 1] = total(b);
    out[at + 2] = total(c);
    out[at + 3] = total(d);
  }

  private float total(FloatVector sum) {
    // Not by reduceLanes, whose order is not the same in compiled and in interpreted code.
    sum.intoArray(lanes, 0);
    for (int half = lanes.length / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[0];
  }

  /** A whole clip at another rate: ceil(n to / from) samples, silence after the end. */
  public static float[] resample(float[] clip, int from, int to) {
    if (from == to) {
      return clip.clone();
    }
    Resampler resampler = new Resampler(from, to);
    long count = ((long) clip.length * to + from - 1) / from;
    if (count > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException(
          "%d samples at %d Hz are too many to hold at %d Hz.".formatted(clip.length, from, to));
    }
    int tail = resampler.half + 2 + from / to;
    float[] out = new float[resampler.maxOutput(clip.length) + resampler.maxOutput(tail)];
    int n = resampler.process(clip, 0, clip.length, out, 0);
    resampler.process(new float[tail], 0, tail, out, n);
    return java.util.Arrays.copyOf(out, (int) count);
  }

  /** Of rates that are the same: both rows take a sample as it is. */
  private static float[] unit(int width) {
    float[] table = new float[2 * width];
    table[0] = 1;
    table[width] = 1;
    return table;
  }

  private float[] kernel(double stretch) {
    float[] table = new float[(phases + 1) * width];
    double cutoff = CUTOFF / stretch;
    double[] row = new double[taps];
    for (int p = 0; p <= phases; p++) {
      double sum = 0;
      for (int k = 0; k < taps; k++) {
        double x = k - half - (double) p / phases;
        row[k] = cutoff * sinc(cutoff * x) * kaiser(x / (half + 1));
        sum += row[k];
      }
      for (int k = 0; k < taps; k++) {
        table[p * width + k] = (float) (row[k] / sum); // unit gain at DC in every phase
      }
    }
    return table;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static double kaiser(double x) {
    return Math.abs(x) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA);
  }

  /** Modified Bessel function of the first kind, order 0, by its power series. */
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > 1e-12 * sum; k++) {
      term *= (x / (2 * k)) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
