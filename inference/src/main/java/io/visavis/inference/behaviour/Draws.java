package io.visavis.inference.behaviour;

/**
 * Random numbers that are the same on every machine: SplitMix64 (Steele, Lea, Flood 2014), seeded
 * by a portrayal's seed and the purpose of the draws, so that one purpose does not disturb another.
 */
public final class Draws {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /** Draws for one purpose. */
  public Draws(long seed, String purpose) {
    this.state = mix(seed) ^ mix(purpose.hashCode() + GAMMA);
  }

  /** Uniform in [0, 1). */
  public double uniform() {
    state += GAMMA;
    return (mix(state) >>> 11) * 0x1p-53;
  }

  /** Uniform in [lo, hi). */
  public double uniform(double lo, double hi) {
    return lo + (hi - lo) * uniform();
  }

  /** Standard normal (Box and Muller 1958). */
  public double normal() {
    return normal(uniform(), uniform());
  }

  /** Log-normal with that mean, sigma the deviation of its logarithm. */
  public double logNormal(double mean, double sigma) {
    return mean * Math.exp(sigma * normal() - 0.5 * sigma * sigma);
  }

  /** Standard normal that depends on nothing but its arguments. */
  public static double normalAt(long seed, long frame, int index) {
    long key = mix(mix(mix(seed + GAMMA) + frame * GAMMA) + index * GAMMA);
    double a = (mix(key + GAMMA) >>> 11) * 0x1p-53;
    double b = (mix(key + 2 * GAMMA) >>> 11) * 0x1p-53;
    return normal(a, b);
  }

  private static double normal(double a, double b) {
    return Math.sqrt(-2 * Math.log(1 - a)) * Math.cos(2 * Math.PI * b);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
