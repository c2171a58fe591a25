package io.visavis.training.fit;

import io.visavis.inference.feature.FeatureSpec;

/**
 * Where the bands of log-mel features lie: centres equally spaced in mel(f) = 2595 log10(1 +
 * f/700).
 *
 * @param features whose bands
 */
record MelAxis(FeatureSpec features) {
  /** The centre of a band, hertz. */
  double hertz(double band) {
    double lo = mel(features.lo());
    double mel = lo + (mel(features.hi()) - lo) * (band + 1) / (features.bands() + 1);
    return 700 * (Math.pow(10, mel / 2595) - 1);
  }

  /** The band, and the fraction of the way to the next, that is centred on a frequency. */
  double band(double hertz) {
    double lo = mel(features.lo());
    return (mel(hertz) - lo) / (mel(features.hi()) - lo) * (features.bands() + 1) - 1;
  }

  private static double mel(double hertz) {
    return 2595 * Math.log10(1 + hertz / 700);
  }
}
