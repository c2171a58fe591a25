package io.visavis.avatar.importer.paint;

import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;

/** The colour of an eyeball, by the direction from its centre; it looks along +z at rest. */
final class EyePaint {
  /** The radius of an iris, and the least and most radians from the gaze to its limbus. */
  private static final double IRIS = .067;

  private static final double NARROWEST = .40;
  private static final double WIDEST = .50;

  private static final double PUPIL = .42;
  private static final Vec WHITE = Vec.of(.84, .82, .80);
  private static final Vec CORNER = Vec.of(.70, .45, .41);
  private static final Vec DARK = Vec.of(.050, .034, .022);
  private static final Vec LIGHT = Vec.of(.150, .115, .070);
  private static final Vec WARM = Vec.of(.20, .105, .035);
  private static final Vec LIMBUS = Vec.of(.016, .012, .010);
  private static final Vec BLACK = Vec.of(.005, .004, .004);

  /** The shadow of the upper lid: how far it goes down, and how dark it is. */
  private static final double SHADOW = .085;

  private static final double DARKEST = .40;

  private final FaceFrame frame;
  private final Curve[] upperLids;
  private final double iris;

  /**
   * Paint.
   *
   * @param ball the radius of the eyeballs
   */
  EyePaint(FaceFrame frame, Curve[] upperLids, double ball) {
    this.frame = frame;
    this.upperLids = upperLids;
    this.iris = Smooth.clamp(IRIS / ball, NARROWEST, WIDEST);
  }

  /** Linear albedo of a point of that eye; 0 is the subject's left. */
  Vec at(int side, Vec p) {
    Vec d = p.minus(frame.eye(side)).unit();
    double under = upperLids[side].height(p.x()) - p.y();
    double lit = d.z() > 0 ? Smooth.lerp(DARKEST, 1, Smooth.step(-.01, SHADOW, under)) : 1;
    return colour(d).times(lit);
  }

  private Vec colour(Vec d) {
    double angle = Math.acos(Smooth.clamp(d.z(), -1, 1));
    double r = angle / iris;
    double azimuth = Math.atan2(d.y(), d.x());
    Vec white = WHITE.towards(CORNER, .5 * Smooth.step(.55, .98, Math.abs(d.x())));
    double fibre =
        .5 + .5 * Math.sin(azimuth * 21 + 2 * Math.sin(azimuth * 5)) * Math.sin(azimuth * 9 + 1);
    double below = Math.exp(-.5 * (Math.pow((d.y() + .28) / .15, 2) + Math.pow(d.x() / .3, 2)));
    double light = .15 + .3 * fibre * Smooth.step(.42, .65, r) + .7 * below;
    Vec ring = DARK.towards(LIGHT, Smooth.clamp(light, 0, 1)).times(1.7);
    ring = ring.towards(WARM, .6 * Smooth.bell(r - .56, .09));
    ring = ring.towards(LIMBUS, .9 * Smooth.step(.78, 1, r));
    ring = ring.towards(BLACK, Smooth.step(PUPIL + .08, PUPIL - .02, r));
    return white.towards(ring, Smooth.step(1.05, .95, r));
  }
}
