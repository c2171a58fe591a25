package io.visavis.training.speech;

/**
 * Resamples a whole recording by any ratio: Hann-windowed sinc, 16 zero crossings to each side of
 * the lower of the two rates. Used to bring synthesisers to one rate and to perturb speed.
 */
public final class SincResampler {
  private static final int ZEROS = 16;
  private static final int STEPS = 256;
  private static final float[] KERNEL = kernel();

  private SincResampler() {}

  /**
   * @param ratio output samples for one input sample, above 0
   */
  public static float[] resample(float[] in, double ratio) {
    if (!(ratio > 0)) {
      throw new IllegalArgumentException("A resampling ratio must be above 0, not " + ratio + ".");
    }
    if (ratio == 1) {
      return in.clone();
    }
    float[] out = new float[(int) Math.ceil(in.length * ratio)];
    double cutoff = Math.min(1, ratio);
    double reach = ZEROS / cutoff;
    for (int i = 0; i < out.length; i++) {
      double at = i / ratio;
      int first = Math.max(0, (int) Math.ceil(at - reach));
      int last = Math.min(in.length - 1, (int) Math.floor(at + reach));
      double sum = 0;
      for (int j = first; j <= last; j++) {
        double x = Math.abs(j - at) * cutoff * STEPS;
        int k = (int) x;
        double frac = x - k;
        sum += in[j] * (KERNEL[k] * (1 - frac) + KERNEL[k + 1] * frac);
      }
      out[i] = (float) (sum * cutoff);
    }
    return out;
  }

  private static float[] kernel() {
    float[] k = new float[ZEROS * STEPS + 2];
    for (int i = 0; i <= ZEROS * STEPS; i++) {
      double x = i / (double) STEPS;
      double sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
      k[i] = (float) (sinc * (0.5 + 0.5 * Math.cos(Math.PI * x / ZEROS)));
    }
    return k;
  }
}
