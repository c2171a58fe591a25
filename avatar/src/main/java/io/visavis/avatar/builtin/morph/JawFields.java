package io.visavis.avatar.builtin.morph;

import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.topology.Tissue;

/** The jaw about its hinge, with lower teeth and tongue. */
final class JawFields {
  static final Vec HINGE = Vec.of(0, -.16, -.02);
  private static final double OPEN = .35; // radians at jawOpen 1

  private JawFields() {}

  /** How much of the jaw's movement a skin point takes, given how far it is on the lower side. */
  private static double follows(FacePoint p, double lipSide) {
    double w = .5 - .5 * lipSide;
    w *= Smooth.step(-.42, -.12, p.z()) * Smooth.step(-.22, -.50, p.y());
    return w * (1 - Smooth.step(-.98, -1.25, p.y() + .30 * (p.z() - .5)));
  }

  private static Vec turned(Vec p) {
    return p.turnedX(HINGE, OPEN).minus(p);
  }

  static Field open() {
    return p -> {
      Vec at = p.node().position();
      if (p.is(Tissue.LOWER_TEETH)) {
        return turned(at);
      }
      if (p.is(Tissue.TONGUE)) {
        return turned(at).plus(Vec.of(0, .050, .018));
      }
      if (!p.skin()) {
        return Vec.ZERO;
      }
      Vec d = turned(p.position()).times(follows(p, p.lipSide(.34)));
      double corner =
          p.front() * Smooth.bell(p.absX() - .24, .10) * Smooth.bell(p.overMouth(), .14);
      double round = 1 - p.acrossHeld() * p.acrossHeld();
      return d.plus(Vec.of(-.028 * p.sideX() * corner, .016 * p.upper() * p.lips() * round, 0));
    };
  }

  /** What holds the lips together while the jaw is open: as much of it closes as much of open. */
  static Field close() {
    Field open = open();
    return Field.skin(
        p -> {
          double held =
              p.front()
                  * Smooth.step(.30, .10, Math.abs(p.overMouth()))
                  * Smooth.step(.42, .25, p.absX());
          if (held == 0) {
            return Vec.ZERO;
          }
          double together = Smooth.lerp(0, .42, p.openness());
          Vec common = turned(p.position()).times(follows(p, together));
          Vec corner = Vec.of(open.at(p).x(), 0, 0);
          return common.plus(corner).minus(open.at(p)).times(held);
        });
  }

  /** The jaw carried sideways (+1 the subject's left) with lips and chin. */
  static Field aside(int towards) {
    return p -> {
      if (p.is(Tissue.LOWER_TEETH) || p.is(Tissue.TONGUE)) {
        return Vec.of(.105 * towards, 0, 0);
      }
      if (!p.skin()) {
        return Vec.ZERO;
      }
      double w = follows(p, p.lipSide(.34) * .8);
      double lag = .35 * p.lips() * (1 - p.lower());
      return Vec.of(.125 * towards * Math.max(w - lag * .2, 0), .012 * w * p.x() * towards, 0);
    };
  }

  static Field forward() {
    return p -> {
      Vec d = Vec.of(0, -.012, .075);
      if (p.is(Tissue.LOWER_TEETH) || p.is(Tissue.TONGUE)) {
        return d;
      }
      return p.skin() ? d.times(follows(p, p.lipSide(.30) * .85)) : Vec.ZERO;
    };
  }

  /** The tongue out over the lower lip, which gives way. */
  static Field tongueOut() {
    Field open = open();
    return p -> {
      Vec at = p.node().position();
      if (p.is(Tissue.TONGUE)) {
        double b = p.node().lip(); // 0 at the root, 1 at the tip
        double out = Smooth.step(.05, 1, b);
        Vec d = Vec.of(-.12 * at.x() * out, .150 * Smooth.step(.1, .8, b), .40 * out);
        return d.plus(turned(at).times(.22));
      }
      Vec d = open.at(p).times(p.is(Tissue.LOWER_TEETH) ? .40 : .36);
      if (!p.skin()) {
        return d;
      }
      double middle = 1 - p.acrossHeld() * p.acrossHeld();
      return d.plus(
          Vec.of(
              0,
              p.lips() * middle * (.020 * p.upper() - .030 * p.lower()),
              .012 * p.lips() * p.lower()));
    };
  }
}
