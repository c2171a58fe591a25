package io.visavis.avatar.importer.paint;

import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import java.util.Random;

/** The colour of the skin, by where a point is beside the landmarks. */
final class SkinPaint {
  private static final double GRAIN = .008;

  /** How far behind the lips' seam skin is inside of the mouth. */
  private static final double INSIDE = .05;

  private final FaceFrame frame;
  private final Hairline hairline;
  private final Curve lips;
  private final Curve seam;
  private final Curve[] upperLids;
  private final Curve[] lowerLids;
  private final Vec[] cheeks = new Vec[2];
  private final double mouthDepth;
  private final Random grain = new Random(5);

  SkinPaint(FaceFrame frame, Hairline hairline, Curve[] upperLids, Curve[] lowerLids) {
    this.frame = frame;
    this.hairline = hairline;
    this.upperLids = upperLids;
    this.lowerLids = lowerLids;
    Vec[] outer = new Vec[12];
    double depth = Double.POSITIVE_INFINITY;
    for (int i = 0; i < outer.length; i++) {
      outer[i] = frame.landmark(48 + i);
      depth = Math.min(depth, outer[i].z());
    }
    lips = Curve.closed(outer);
    mouthDepth = depth;
    seam = Curve.open(outer[0], middle(61, 67), middle(62, 66), middle(63, 65), outer[6]);
    for (int side = 0; side < 2; side++) {
      Vec eye = frame.landmark(side == 0 ? 45 : 36);
      Vec corner = frame.landmark(side == 0 ? 54 : 48);
      Vec m = eye.towards(corner, .48);
      cheeks[side] = Vec.of(m.x() * 1.12, m.y(), m.z());
    }
  }

  private Vec middle(int a, int b) {
    return frame.landmark(a).towards(frame.landmark(b), .5);
  }

  /** How much of a point is the red of the lips, 0..1. */
  double red(Vec p) {
    if (p.z() < mouthDepth - .15) {
      return 0;
    }
    return Smooth.step(.010, -.014, lips.outside(p));
  }

  /** How much of a point is skin that lies inside of the closed mouth, 0..1. */
  double inside(Vec p) {
    if (lips.outside(p) > .02) {
      return 0;
    }
    double front = frontOfSeam(p.x());
    return Smooth.step(front - INSIDE * .5, front - INSIDE * 1.3, p.z());
  }

  private double frontOfSeam(double x) {
    Vec corner = frame.landmark(x > 0 ? 54 : 48);
    Vec middle = frame.landmark(62);
    double t = Smooth.clamp((x - middle.x()) / (corner.x() - middle.x()), 0, 1);
    return Smooth.lerp(middle.z(), corner.z(), t * t);
  }

  Vec at(Vec p) {
    Vec skin = Complexion.SKIN;
    Vec flush = skin.times(Complexion.FLUSH);
    Vec c = skin;
    for (Vec cheek : cheeks) {
      c = c.towards(flush, .38 * Smooth.bell(p, cheek, Vec.of(.17, .14, .3)));
    }
    c = c.towards(flush, .42 * Smooth.bell(p, frame.landmark(30), Vec.of(.11, .10, .14)));
    c = c.towards(flush, .20 * Smooth.bell(p, frame.landmark(8), Vec.of(.14, .10, .2)));
    Vec brow = middle(21, 22);
    Vec forehead = brow.plus(Vec.of(0, .28, -.05));
    c = c.towards(skin.times(Complexion.GLOW), .35 * Smooth.bell(p, forehead, Vec.of(.35, .2, .4)));
    c = lids(c, p);
    double red = red(p);
    Vec lip = Complexion.LIP.times(1 - .3 * Smooth.bell(p.y() - seam.height(p.x()), .018));
    c = c.towards(lip, .88 * red);
    c = c.towards(Complexion.INNER_LIP, red > 0 ? inside(p) : 0);
    c = c.towards(Complexion.HAIR.times(1.2), .92 * scalp(p));
    return c.times(1 + GRAIN * grain.nextGaussian());
  }

  /** How much of a point is scalp under hair, 0..1. */
  double scalp(Vec p) {
    return Smooth.step(-.03, .10, hairline.above(p));
  }

  private Vec lids(Vec colour, Vec p) {
    Vec c = colour;
    for (int side = 0; side < 2; side++) {
      Vec e = p.minus(frame.eye(side));
      if (e.z() <= 0 || e.length() > .5) {
        continue;
      }
      double near = Smooth.step(.42, .30, e.length());
      double y = p.y() - frame.eye(side).y();
      c =
          y > -.02
              ? c.towards(Complexion.SKIN.times(Complexion.LID), .45 * near)
              : c.towards(Complexion.SKIN.times(Complexion.LOWER_LID), .28 * near);
      if (e.length() < .36) {
        double upper = Smooth.bell(upperLids[side].distance(p), .011);
        double lower = Smooth.bell(lowerLids[side].distance(p), .009);
        c = c.towards(Complexion.LASH_LINE, .80 * upper);
        c = c.towards(Complexion.SKIN.times(Vec.of(.62, .42, .42)), .5 * lower);
      }
    }
    return c;
  }
}
