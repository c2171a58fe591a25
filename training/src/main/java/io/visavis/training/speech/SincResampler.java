package io.visavis.training.speech;

/**
 * Resamples a whole recording by any real ratio: Hann-windowed sinc. Used to bring synthesisers to
 * one rate and to perturb speed.
 */
public final class SincResampler {
  private static final int ZEROS = 16;
  private static final int STEPS = 512;

  private SincResampler() {}

  /**
   * With 16 zero crossings of the sinc on each side.
   *
   * @param ratio output samples for one input sample, above 0
   */
  public static float[] resample(float[] in, double ratio) {
    return resample(in, ratio, ZEROS);
  }

  /**
   * With a chosen number of zero crossings on each side, counted at the lower of the two rates.
   *
   * @param ratio output samples for one input sample, above 0
   */
  public static float[] resample(float[] in, double ratio, int zeros) {
    if (!(ratio > 0)) {
      throw new IllegalArgumentException("A resampling ratio must be above 0, not " + ratio + ".");
    }
    if (ratio == 1) {
      return in.clone();
    }
    float[] kernel = kernel(zeros);
    float[] out = new float[(int) Math.ceil(in.length * ratio)];
    double cutoff = Math.min(1, ratio);
    double reach = zeros / cutoff;
    double scale = cutoff * STEPS;
    for (int i = 0; i < out.length; i++) {
      double at = i / ratio;
      int first = Math.max(0, (int) Math.ceil(at - reach));
      int last = Math.min(in.length - 1, (int) Math.floor(at + reach));
      double sum = 0;
      for (int j = first; j <= last; j++) {
        sum += in[j] * kernel[(int) (Math.abs(j - at) * scale + 0.5)];
      }
      out[i] = (float) (sum * cutoff);
    }
    return out;
  }

  private static float[] kernel(int zeros) {
    float[] k = new float[zeros * STEPS + 2];
    for (int i = 0; i <= zeros * STEPS; i++) {
      double x = i / (double) STEPS;
      double sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
      k[i] = (float) (sinc * (0.5 + 0.5 * Math.cos(Math.PI * x / zeros)));
    }
    return k;
  }
}
