package io.visavis.server.lane;

/**
 * A voice that carries its own clock: each sample says by its value which one it is, up to a
 * multiple of {@link #PERIOD}. It falls silent for a while every few seconds, as speakers do.
 */
final class Ramp {
  /** Samples after which the values begin anew: two thirds of a second. */
  static final int PERIOD = 32_000;

  private static final long BREATH = 360_000; // of these samples
  private static final long SPOKEN = 288_000; // so many are spoken

  private Ramp() {}

  /** The sample with that index, which may lie between two. */
  static double at(double index) {
    long whole = (long) Math.floor(index);
    if (Math.floorMod(whole, BREATH) >= SPOKEN) {
      return 0;
    }
    return (Math.floorMod(whole, (long) PERIOD) + (index - whole) + 1) / 32_768;
  }

  /** The index in its period of a sample, or NaN where there is none. */
  static double read(float value) {
    return value <= 0.5f / 32_768 ? Double.NaN : value * 32_768.0 - 1;
  }
}
