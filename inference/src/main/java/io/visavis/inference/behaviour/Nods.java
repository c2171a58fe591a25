package io.visavis.inference.behaviour;

/**
 * Nods of a listener: some time after the partner pauses in speech of 0.7 s or more, one to three
 * cycles at 2.6 to 3.6 Hz, each smaller than the one before.
 */
final class Nods {
  private static final double REST = 1.6;

  private final Draws draws;
  private double start = Double.POSITIVE_INFINITY;
  private double ended = Double.NEGATIVE_INFINITY;
  private double frequency = 3;
  private double depth = 0.05;
  private int cycles = 1;

  Nods(long seed) {
    this.draws = new Draws(seed, "nod");
  }

  /**
   * Moves to a frame.
   *
   * @param eagerness 1 is usual
   */
  void advance(double t, Turn turn, double eagerness) {
    if (t >= start + cycles / frequency) {
      ended = start + cycles / frequency;
      start = Double.POSITIVE_INFINITY;
    }
    boolean free = start == Double.POSITIVE_INFINITY && t > ended + REST;
    if (turn.partnerPaused() && !turn.selfSpeaks() && free && turn.lastPartnerRun() > 0.7) {
      boolean nods = draws.uniform() < 0.65 * eagerness;
      double wait = draws.uniform(0.1, 0.4);
      frequency = draws.uniform(2.6, 3.6);
      cycles = 1 + (int) (3 * draws.uniform());
      depth = draws.uniform(0.035, 0.06) * (cycles > 1 ? 1.15 : 1);
      if (nods) {
        start = t + wait;
      }
    }
  }

  /** Radians of pitch, down is negative. */
  double pitch(double t) {
    double phase = (t - start) * frequency;
    if (!(phase > 0 && phase < cycles)) {
      return 0;
    }
    double s = Math.sin(Math.PI * (phase - Math.floor(phase)));
    return -depth * Math.pow(0.6, Math.floor(phase)) * s * s;
  }
}
