package io.visavis.inference.behaviour;

/**
 * Where the eyes look, in degrees from the partner's face. A listener looks at the partner about
 * three quarters of the time, in glances of 1 to 7 s; a speaker about half of it in shorter ones,
 * begins a turn averted and ends it with a direct look. Within a look the eyes move among the
 * partner's eyes and mouth.
 */
final class Gaze {
  private final Draws draws;
  private boolean looking = true;
  private double until;
  private double nextFixation;
  private double aimYaw;
  private double aimPitch;
  private double fromYaw;
  private double fromPitch;
  private double toYaw;
  private double toPitch;
  private double shiftStart = -1;
  private double shiftLength = 0.05;

  Gaze(long seed) {
    this.draws = new Draws(seed, "gaze");
    this.until = draws.uniform(1.5, 4);
    this.nextFixation = draws.uniform(0.5, 1.5);
  }

  /**
   * Moves to a frame.
   *
   * @param dominance of the relation: + looks more while speaking and less while listening
   * @return degrees of the shift that begins now, 0 for none
   */
  double advance(double t, Turn turn, double dominance) {
    if (turn.selfBegan() && looking && draws.uniform() < 0.6) {
      look(false, t, draws.uniform(0.6, 1.4));
      return avert(t);
    }
    if (turn.selfEnded() && !looking) {
      look(true, t, draws.uniform(1.5, 4));
      return fixate(t);
    }
    if (t >= until) {
      double share = turn.selfSpeaks() ? 0.5 + 0.1 * dominance : 0.75 - 0.12 * dominance;
      double glance = turn.selfSpeaks() ? 1.6 : 3;
      double lasts = looking ? glance * (1 - share) / share : glance;
      lasts = Math.clamp(draws.logNormal(lasts, 0.5), looking ? 0.4 : 1, 7);
      look(!looking, t, lasts);
      return looking ? fixate(t) : avert(t);
    }
    return t >= nextFixation ? fixate(t) : 0;
  }

  private void look(boolean atPartner, double t, double lasts) {
    looking = atPartner;
    until = t + lasts;
    aimYaw = 0;
    aimPitch = 0;
  }

  private double avert(double t) {
    double side = draws.uniform() < 0.5 ? -1 : 1;
    aimYaw = side * draws.uniform(7, 16);
    aimPitch = draws.uniform() < 0.55 ? -draws.uniform(3, 9) : draws.uniform(-1, 5);
    return fixate(t);
  }

  private double fixate(double t) {
    nextFixation = t + Math.clamp(draws.logNormal(1.1, 0.5), 0.3, 3);
    double yaw = aimYaw + (looking ? draws.uniform(-1.6, 1.6) : draws.uniform(-1, 1));
    double pitch = aimPitch + (looking ? draws.uniform(-2.2, 0.8) : draws.uniform(-0.8, 0.8));
    fromYaw = yaw(t);
    fromPitch = pitch(t);
    toYaw = yaw;
    toPitch = pitch;
    double size = Math.hypot(toYaw - fromYaw, toPitch - fromPitch);
    shiftStart = t;
    shiftLength = 0.03 + 0.0025 * size; // main sequence of saccades
    return size;
  }

  /** Degrees, + to the subject's left. */
  double yaw(double t) {
    return fromYaw + (toYaw - fromYaw) * progress(t);
  }

  /** Degrees, + up. */
  double pitch(double t) {
    return fromPitch + (toPitch - fromPitch) * progress(t);
  }

  /** Whether the eyes are meant for the partner. */
  boolean looking() {
    return looking;
  }

  private double progress(double t) {
    double u = Math.clamp((t - shiftStart) / shiftLength, 0, 1);
    return u * u * (3 - 2 * u);
  }
}
