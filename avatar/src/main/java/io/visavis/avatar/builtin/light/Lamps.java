package io.visavis.avatar.builtin.light;

import io.visavis.avatar.builtin.form.Vec;

/** The lights of the studio in which the heads are portrayed: directions to them and linear RGB. */
final class Lamps {
  static final Vec KEY = Vec.of(-.62, .56, .58).unit();
  static final Vec FILL = Vec.of(.85, .05, .52).unit();
  static final Vec RIM_LEFT = Vec.of(.75, .45, -.62).unit();
  static final Vec RIM_RIGHT = Vec.of(-.8, .35, -.6).unit();

  static final Vec KEY_COLOUR = Vec.of(1.0, .91, .80).times(1.95);
  static final Vec FILL_COLOUR = Vec.of(.80, .79, .90).times(.56);
  static final Vec RIM_LEFT_COLOUR = Vec.of(1.0, .93, .85).times(2.5);
  static final Vec RIM_RIGHT_COLOUR = Vec.of(.60, .76, 1.0).times(1.9);
  static final Vec SKY = Vec.of(.62, .68, .80).times(.46);
  static final Vec GROUND = Vec.of(.62, .40, .30).times(.34);

  /** The key is a wide lamp: its shadow is the mean over these. */
  static final Vec[] KEY_SPREAD = {
    KEY,
    KEY.plus(Vec.of(.12, .10, 0)).unit(),
    KEY.plus(Vec.of(-.12, -.10, 0)).unit(),
    KEY.plus(Vec.of(-.10, .14, 0)).unit()
  };

  /** Directions spread evenly over the sphere, for ambient light. */
  static final Vec[] SPHERE = sphere(56);

  private Lamps() {}

  private static Vec[] sphere(int n) {
    Vec[] d = new Vec[n];
    for (int i = 0; i < n; i++) {
      double polar = Math.acos(1 - 2 * (i + .5) / n);
      double turn = Math.PI * (1 + Math.sqrt(5)) * (i + .5);
      d[i] =
          Vec.of(
              Math.cos(turn) * Math.sin(polar), Math.cos(polar), Math.sin(turn) * Math.sin(polar));
    }
    return d;
  }
}
