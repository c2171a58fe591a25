package io.visavis.inference.behaviour;

/**
 * When the lids close. Gaps are log-normal, 26 a minute while speaking, 21 while listening, 17 at
 * rest. A lid closes within 100 to 130 ms, rests shut for more than one frame, so that a frame
 * shows it shut, and opens over twice the time.
 */
final class Blinks {
  private static final double SHUT = 0.045;
  private static final double SIGMA = 0.55;

  private final Draws draws;
  private double start;
  private double closing = 0.11;
  private double opening = 0.24;
  private boolean again;

  Blinks(long seed) {
    this.draws = new Draws(seed, "blink");
    this.start = draws.uniform(0.6, 3);
  }

  /** Moves to a frame. */
  void advance(double t, Turn turn) {
    if (t < start + closing + SHUT + opening) {
      return;
    }
    double aMinute = turn.selfSpeaks() ? 26 : turn.partnerSpeaks() ? 21 : 17;
    double end = start + closing + SHUT + opening;
    if (again) {
      start = end + 0.05; // the second of a double blink
      again = false;
    } else {
      double gap = draws.logNormal(60 / aMinute, SIGMA);
      start = Math.max(start + gap, end + 0.3);
      again = draws.uniform() < 0.06;
    }
    closing = draws.uniform(0.10, 0.13);
    opening = draws.uniform(0.20, 0.28);
  }

  /** A large gaze shift brings a blink that is near forward. */
  void hurry(double t) {
    if (start > t + 0.3 && start < t + 1.5 && draws.uniform() < 0.35) {
      start = t + 0.01;
    }
  }

  /** 0 open to 1 shut. */
  double value(double t) {
    double dt = t - start;
    if (dt <= 0) {
      return 0;
    }
    if (dt < closing) {
      return smooth(dt / closing);
    }
    dt -= closing + SHUT;
    return dt <= 0 ? 1 : dt >= opening ? 0 : 1 - smooth(Math.pow(dt / opening, 0.85));
  }

  private static double smooth(double u) {
    return u * u * (3 - 2 * u);
  }
}
