package io.visavis.inference.feature;

/**
 * Triangular mel filters over the bins of a power spectrum, each normalised to sum 1: mel(f) = 2595
 * log10(1 + f/700), band edges equally spaced in mel. A band narrower than a bin gets the bin
 * nearest to its centre, so that none is empty. Immutable.
 */
final class MelBank {
  private final int bands;
  private final int[] firstBin;
  private final float[][] weights;

  MelBank(int bands, double lo, double hi, int fft, int rate) {
    this.bands = bands;
    this.firstBin = new int[bands];
    this.weights = new float[bands][];
    int bins = fft / 2 + 1;
    double[] edges = new double[bands + 2];
    for (int i = 0; i < edges.length; i++) {
      double mel = mel(lo) + (mel(hi) - mel(lo)) * i / (bands + 1);
      edges[i] = 700 * (Math.pow(10, mel / 2595) - 1);
    }
    double[] row = new double[bins];
    for (int b = 0; b < bands; b++) {
      double sum = 0;
      int nearest = 0;
      for (int k = 0; k < bins; k++) {
        double f = (double) k * rate / fft;
        double rise = (f - edges[b]) / (edges[b + 1] - edges[b]);
        double fall = (edges[b + 2] - f) / (edges[b + 2] - edges[b + 1]);
        row[k] = Math.max(0, Math.min(rise, fall));
        sum += row[k];
        if (Math.abs(f - edges[b + 1]) < Math.abs((double) nearest * rate / fft - edges[b + 1])) {
          nearest = k;
        }
      }
      if (sum < 0.5) {
        row[nearest] += 0.5;
        sum += 0.5;
      }
      int first = 0;
      while (row[first] == 0) {
        first++;
      }
      int last = bins - 1;
      while (row[last] == 0) {
        last--;
      }
      firstBin[b] = first;
      weights[b] = new float[last - first + 1];
      for (int k = first; k <= last; k++) {
        weights[b][k - first] = (float) (row[k] / sum);
      }
    }
  }

  /**
   * Power in each band.
   *
   * @param spectrum [fft/2 + 1] power of each bin
   * @param out [bands]
   */
  void apply(float[] spectrum, float[] out) {
    for (int b = 0; b < bands; b++) {
      float[] w = weights[b];
      int first = firstBin[b];
      float sum = 0;
      for (int k = 0; k < w.length; k++) {
        sum += w[k] * spectrum[first + k];
      }
      out[b] = sum;
    }
  }

  private static double mel(double f) {
    return 2595 * Math.log10(1 + f / 700);
  }
}
