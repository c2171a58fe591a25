package io.visavis.inference.feature;

import java.util.Arrays;

/**
 * How voices become log-mel frames: the {@code features} of a model card.
 *
 * @param bands mel bands
 * @param lo lower edge of the lowest band, hertz
 * @param hi upper edge of the highest band, hertz
 * @param windowMs length of the Hann window, milliseconds
 * @param hopMs from one frame to the next, milliseconds; divides 40
 * @param floor added to the power of a band before the logarithm
 * @param meanTauS time constant of the running mean, seconds
 * @param prior [bands] log-mel mean that the running mean starts from
 * @param priorS seconds of sound that the prior counts for
 * @param scale what the mean-free value is divided by
 */
public record FeatureSpec(
    int bands,
    double lo,
    double hi,
    double windowMs,
    double hopMs,
    double floor,
    double meanTauS,
    float[] prior,
    double priorS,
    double scale) {

  /** 40 bands of 60 to 7,600 Hz, 25 ms windows every 10 ms, and a neutral prior. */
  public static FeatureSpec standard() {
    float[] prior = new float[40];
    Arrays.fill(prior, -8f);
    return new FeatureSpec(40, 60, 7600, 25, 10, 1e-8, 3, prior, 0.5, 1);
  }

  /** The same, with the statistics of a training corpus. */
  public FeatureSpec withPrior(float[] newPrior, double newScale) {
    return new FeatureSpec(
        bands, lo, hi, windowMs, hopMs, floor, meanTauS, newPrior, priorS, newScale);
  }

  /** Samples of the window at a rate. */
  public int windowSamples(int rate) {
    return (int) Math.round(windowMs * rate / 1000);
  }

  /** Samples from one frame to the next at a rate. */
  public int hopSamples(int rate) {
    return (int) Math.round(hopMs * rate / 1000);
  }
}
