package io.visavis.inference.feature;

/**
 * Takes the running mean out of each band: mu_j = sum_i d^(j-i) x_i / sum_i d^(j-i) with d =
 * exp(-hop / tau), the prior counting as {@code prior_s} seconds of frames that fade likewise;
 * output (x_j - mu_j) / scale. Causal, and pure in the frames so far.
 *
 * <p>One stream, one thread; no allocation after construction.
 */
public final class RunningMean {
  private final double decay;
  private final double inverseScale;
  private final double[] sum;
  private double weight;
  private boolean started;

  public RunningMean(FeatureSpec spec) {
    double framesASecond = 1000 / spec.hopMs();
    this.decay = Math.exp(-spec.hopMs() / 1000 / spec.meanTauS());
    this.inverseScale = 1 / spec.scale();
    this.weight = spec.priorS() * framesASecond;
    this.sum = new double[spec.bands()];
    for (int b = 0; b < sum.length; b++) {
      sum[b] = weight * spec.prior()[b];
    }
  }

  /**
   * Normalises the next frame.
   *
   * @param logMel [bands] in
   * @param out [bands], may be the same array
   * @param offset where out begins
   */
  public void apply(float[] logMel, float[] out, int offset) {
    if (started) {
      weight *= decay;
    }
    weight += 1;
    for (int b = 0; b < sum.length; b++) {
      if (started) {
        sum[b] *= decay;
      }
      sum[b] += logMel[b];
      out[offset + b] = (float) ((logMel[b] - sum[b] / weight) * inverseScale);
    }
    started = true;
  }
}
