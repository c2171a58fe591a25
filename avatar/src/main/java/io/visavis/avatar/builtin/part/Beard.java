package io.visavis.avatar.builtin.part;

import io.visavis.avatar.builtin.form.MouthShape;
import io.visavis.avatar.builtin.form.Noise;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;

/** Where the beard of a man grows. */
public final class Beard {
  private Beard() {}

  /** 1 where it is densest, 0 where none grows: upper lip, chin, jaw, under the jaw. */
  public static double area(Vec p, MouthShape mouth) {
    double x = Math.abs(p.x());
    double y = p.y() - mouth.y();
    if (p.z() < -.12) {
      return 0;
    }
    double ragged = .035 * Noise.at(p, .06, 91);
    // The upper edge runs from the ear down the cheek to the wing of the nose.
    double top = .02 + .20 * Smooth.bell(x, .21) + .42 * Smooth.step(.30, .04, p.z());
    double cheek = Smooth.step(top + .06, top - .06, y + ragged);
    double under = Smooth.step(-.62, -.46, y + .30 * (p.z() - .5) + ragged);
    double lip = Math.pow(x / (mouth.halfWidth() * 1.12), 2) + Math.pow((y + .015) / .090, 2);
    double soul = Smooth.bell(x - .13, .045) * Smooth.bell(y + .150, .03);
    double front = Smooth.step(-.12, .05, p.z());
    double philtrum = 1 - .5 * Smooth.bell(x, .035) * Smooth.step(.05, .10, y);
    return cheek * under * front * philtrum * Smooth.step(.85, 1.08, lip) * (1 - .6 * soul);
  }
}
