package io.visavis.avatar.builtin.part;

import io.visavis.avatar.builtin.form.EyeShape;
import io.visavis.avatar.builtin.form.MouthShape;
import io.visavis.avatar.builtin.form.Noise;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;

/** The fine lines of a face at rest, which come with age: brow, eyes, beside the mouth, neck. */
final class FaceLines {
  private static final double WIDTH = .014;

  private final EyeShape eye;
  private final MouthShape mouth;

  FaceLines(EyeShape eye, MouthShape mouth) {
    this.eye = eye;
    this.mouth = mouth;
  }

  /** Depth of the lines at a point of the skin, 0..1; a lit edge, below a line, is negative. */
  double depth(Vec p) {
    if (p.z() < -.1) {
      return 0;
    }
    double wave = Noise.at(p, .16, 31);
    double x = Math.abs(p.x());
    double d = forehead(x, p.y(), p, wave);
    if (p.z() > .3) {
      d += frown(x, p.y(), wave) + crow(x, p.y(), wave) + under(x, p.y(), wave);
      d += beside(x, p.y(), wave) + aboveLip(x, p);
    }
    return d + neck(p, wave);
  }

  private static double groove(double distance, double width) {
    return Smooth.bell(distance, width) - .45 * Smooth.bell(distance + 2.0 * width, width);
  }

  private static double forehead(double x, double y, Vec p, double wave) {
    double d = 0;
    double[] heights = {.34, .425, .505, .575};
    for (int i = 0; i < heights.length; i++) {
      double line = heights[i] + .018 * Math.cos(x * 7 + i) + .014 * wave;
      double broken = Smooth.clamp(.75 + .8 * Noise.at(p, .22, 40 + i), 0, 1);
      d +=
          .55
              * groove(y - line, WIDTH)
              * broken
              * Smooth.step(.50, .30, x)
              * Smooth.step(.3, .5, p.z());
    }
    return d;
  }

  private double frown(double x, double y, double wave) {
    double top = eye.centre().y() + .19;
    return .6 * Smooth.bell(x - .052 - .012 * wave, .009) * Smooth.bell(y - top, .048);
  }

  private double crow(double x, double y, double wave) {
    double d = 0;
    double ox = x - eye.centre().x() - eye.halfWidth() * 1.02;
    double oy = y - eye.centre().y() + .005;
    double far = Math.hypot(ox, oy);
    if (ox <= 0) {
      return 0;
    }
    double angle = Math.atan2(oy, ox);
    for (double ray : new double[] {.50, .14, -.20, -.55}) {
      double off = (angle - ray - .10 * wave) * far;
      d += .75 * groove(off, .0075) * Smooth.step(.02, .05, far) * Smooth.step(.17, .08, far);
    }
    return d;
  }

  private double under(double x, double y, double wave) {
    double tx = (x - eye.centre().x() + .02) / .16;
    double d = 0;
    double[] below = {.085, .118, .152};
    for (int i = 0; i < below.length; i++) {
      double line = eye.centre().y() - below[i] + (.030 + .012 * i) * tx * tx + .006 * wave;
      d += (i == 2 ? .9 : .5) * groove(y - line, .008) * Smooth.step(1.15, .6, Math.abs(tx));
    }
    return d;
  }

  private double beside(double x, double y, double wave) {
    double t = (-.37 - y) / (-.37 - mouth.y() + .04);
    double line = x - (.175 + .15 * t + .03 * t * t + .006 * wave);
    double fold = groove(-line, .017) * Smooth.step(.02, .25, t) * Smooth.step(1.15, .75, t);
    double s = (mouth.y() - .03 - y) / .16;
    double drop = x - mouth.halfWidth() * 1.10 - .035 * s + .006 * wave;
    double marionette = .8 * groove(-drop, .014) * Smooth.step(0, .25, s) * Smooth.step(1.1, .6, s);
    return .9 * fold + marionette;
  }

  private double aboveLip(double x, Vec p) {
    double t = mouth.across(p);
    if (!mouth.above(p) || x > mouth.halfWidth() * .85) {
      return 0;
    }
    double comb = Math.pow(.5 + .5 * Math.cos(x * 150 + 2 * Noise.at(p, .1, 77)), 3);
    return .35 * comb * Smooth.step(.9, 1.1, t) * Smooth.step(2.1, 1.3, t);
  }

  private static double neck(Vec p, double wave) {
    double d = 0;
    for (double height : new double[] {-1.17, -1.31}) {
      d += .7 * groove(p.y() - height - .12 * p.z() + .05 * p.x() * p.x() - .01 * wave, .012);
    }
    return p.y() < -1.05 && p.z() > -.1 ? d : 0;
  }
}
