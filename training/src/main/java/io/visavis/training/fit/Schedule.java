package io.visavis.training.fit;

/** One cycle: the learning rate rises over the first tenth and falls to nearly 0, by cosines. */
record Schedule(double peak, int steps) {
  private static final double RISE = 0.1;

  /**
   * @param step from 0
   */
  double rate(int step) {
    double x = step / (double) steps;
    if (x < RISE) {
      return blend(peak / 25, peak, x / RISE);
    }
    return blend(peak, peak / 5_000, Math.min(1, (x - RISE) / (1 - RISE)));
  }

  private static double blend(double from, double to, double x) {
    double w = 0.5 - 0.5 * Math.cos(Math.PI * x);
    return from + (to - from) * w;
  }
}
