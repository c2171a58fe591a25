package io.visavis.inference.feature;

import java.util.Arrays;
import org.jtransforms.fft.FloatFFT_1D;

/**
 * Streaming log-mel spectrum. Frame j is centred at sample j * hop: a symmetric Hann window over [j
 * hop - window/2, j hop + window/2), zero-padded to a power of two; the stream is silent before its
 * first sample. Values are log(power + floor), power the mel-weighted mean of |FFT|^2 for samples
 * of full scale 1.
 *
 * <p>A pure function of the samples, whatever the chunking. No allocation after construction. One
 * stream, one thread.
 */
public final class LogMel {
  /** Receives frames in order. */
  @FunctionalInterface
  public interface Sink {
    /**
     * One frame.
     *
     * @param index j; the frame is centred at j * hop samples
     * @param logMel [bands], valid during the call
     */
    void frame(long index, float[] logMel);
  }

  private final int hop;
  private final int window;
  private final int fftSize;
  private final float floor;
  private final float[] hann;
  private final FloatFFT_1D fft;
  private final MelBank bank;
  private final float[] pending; // the last samples, the next frame's window first
  private final float[] work;
  private final float[] spectrum;
  private final float[] out;
  private final float quiet; // a band of silence
  private int filled;
  private int zeros; // at the end of what is pending
  private long nextFrame;

  /**
   * A spectrum at time zero.
   *
   * @param spec bands, window and hop
   * @param rate hertz of the samples
   */
  public LogMel(FeatureSpec spec, int rate) {
    this.hop = spec.hopSamples(rate);
    this.window = spec.windowSamples(rate);
    this.fftSize = Math.max(2, Integer.highestOneBit(2 * window - 1));
    this.floor = (float) spec.floor();
    this.hann = new float[window];
    for (int i = 0; i < window; i++) {
      hann[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / (window - 1)));
    }
    this.fft = new FloatFFT_1D(fftSize);
    this.bank = new MelBank(spec.bands(), spec.lo(), spec.hi(), fftSize, rate);
    this.pending = new float[window];
    this.work = new float[fftSize];
    this.spectrum = new float[fftSize / 2 + 1];
    this.out = new float[spec.bands()];
    this.quiet = (float) Math.log(floor);
    this.filled = window / 2; // silence before the first sample
    this.zeros = filled;
  }

  /** Samples after a frame's centre that it needs. */
  public int lookahead() {
    return window - window / 2;
  }

  /** Takes the next samples and hands out the frames that they complete. */
  public void accept(float[] samples, int offset, int length, Sink sink) {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      if (filled < 0) { // a hop longer than the window leaves a gap
        int skip = Math.min(-filled, end - at);
        filled += skip;
        at += skip;
        continue;
      }
      int n = Math.min(window - filled, end - at);
      System.arraycopy(samples, at, pending, filled, n);
      filled += n;
      at += n;
      countZeros(n);
      if (filled == window) {
        if (zeros == window) { // as who is not there is, or has muted
          Arrays.fill(out, quiet);
        } else {
          transform();
        }
        sink.frame(nextFrame++, out);
        if (hop < window) {
          System.arraycopy(pending, hop, pending, 0, window - hop);
        }
        filled = window - hop;
        zeros = Math.clamp(filled, 0, zeros);
      }
    }
  }

  private void countZeros(int n) {
    int i = filled;
    while (i > filled - n && pending[i - 1] == 0) {
      i--;
    }
    zeros = i == filled - n ? Math.min(filled, zeros + n) : filled - i;
  }

  private void transform() {
    for (int i = 0; i < window; i++) {
      work[i] = pending[i] * hann[i];
    }
    Arrays.fill(work, window, fftSize, 0);
    fft.realForward(work);
    // JTransforms packs the real parts of bins 0 and N/2 into the first two values.
    spectrum[0] = work[0] * work[0];
    spectrum[fftSize / 2] = work[1] * work[1];
    for (int k = 1; k < fftSize / 2; k++) {
      spectrum[k] = work[2 * k] * work[2 * k] + work[2 * k + 1] * work[2 * k + 1];
    }
    bank.apply(spectrum, out);
    for (int b = 0; b < out.length; b++) {
      out[b] = (float) Math.log(out[b] + floor);
    }
  }

  /**
   * The frames of a whole clip, silence after its end.
   *
   * @return [samples / hop + 1][bands]
   */
  public static float[][] ofClip(FeatureSpec spec, int rate, float[] samples) {
    LogMel mel = new LogMel(spec, rate);
    float[][] frames = new float[samples.length / mel.hop + 1][];
    Sink sink =
        (index, logMel) -> {
          if (index < frames.length) {
            frames[(int) index] = logMel.clone();
          }
        };
    mel.accept(samples, 0, samples.length, sink);
    mel.accept(new float[mel.window], 0, mel.window, sink);
    return frames;
  }
}
