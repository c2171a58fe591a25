package io.visavis.avatar.builtin.morph;

import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;

/** Corners and lips: everything a mouth does but open and go round. Both sides at once. */
final class LipFields {
  private LipFields() {}

  /** A weight about the corners that grows towards them: {@code power} 1 is linear. */
  private static double corners(FacePoint p, double power) {
    double w =
        p.across() < 1
            ? Math.pow(p.across(), power)
            : Smooth.bell(p.absX() - p.absX() / p.across(), .14);
    return w * p.front() * Smooth.bell(p.overMouth(), .15);
  }

  private static double middle(FacePoint p) {
    return 1 - p.acrossHeld() * p.acrossHeld();
  }

  static Field smile(Field squint) {
    Field lips =
        Field.skin(
            p -> {
              double c = corners(p, 1.7);
              double wide = corners(p, 1);
              double low = p.front() * Smooth.bell(p.overMouth(), .15) * middle(p);
              double cheek = p.bell(.40, -.36, .15, .13);
              double fold =
                  Smooth.bell(p.absX() - (.20 + .30 * Smooth.clamp(-.40 - p.y(), 0, .4)), .030)
                      * Smooth.step(-.68, -.60, p.y())
                      * Smooth.step(-.36, -.44, p.y())
                      * p.front();
              double part = (.012 * p.upper() - .006 * p.lower()) * p.lips() * middle(p);
              return Vec.of(
                  p.sideX() * (.072 * wide + .022 * cheek),
                  .090 * c - .014 * low + .050 * cheek + part,
                  -.055 * c + .040 * cheek - .018 * fold - .018 * p.lips());
            });
    return lips.plus(squint.times(.4));
  }

  static Field frown() {
    return Field.skin(
        p -> {
          double c = corners(p, 1.8);
          double below = p.bell(.20, -.84, .10, .08);
          double chin = p.bell(0, -.90, .14, .07);
          return Vec.of(
              p.sideX() * (.018 * c + .010 * below),
              -.085 * c - .012 * below + .020 * chin,
              -.020 * c + .012 * below + .008 * chin);
        });
  }

  static Field dimple() {
    return Field.skin(
        p -> {
          double c = corners(p, 1.5);
          double pit = p.bell(.33, -.615, .035, .055);
          double beside = p.bell(.40, -.60, .08, .10);
          return Vec.of(
              p.sideX() * (.050 * c + .012 * beside),
              .012 * c,
              -.050 * c - .040 * pit + .018 * beside);
        });
  }

  static Field stretch() {
    return Field.skin(
        p -> {
          double c = corners(p, 1);
          double t = p.aboveContact();
          double thin = p.front() * Smooth.bell(t, .09) * Smooth.bell(p.absX(), .22);
          double neck = Smooth.bell(p.absX() - .30, .10) * Smooth.bell(p.y() + .95, .12);
          return Vec.of(
              p.sideX() * .088 * c,
              -.030 * c * Math.min(p.across(), 1) - .22 * t * thin - .012 * neck,
              -.045 * c);
        });
  }

  static Field press() {
    return Field.skin(
        p -> {
          double t = p.aboveContact();
          double squash = p.front() * Smooth.bell(p.absX(), .26) * Smooth.bell(t, .10);
          double in = p.front() * Smooth.bell(p.absX(), .22) * Smooth.bell(t, .06);
          double corner = p.front() * Smooth.bell(p.absX() - .24, .08) * Smooth.bell(t, .08);
          double chin = p.bell(0, -.88, .13, .06);
          return Vec.of(
              p.sideX() * .014 * corner,
              -.42 * t * squash + .006 * corner + .010 * chin,
              -.034 * in + .010 * chin);
        });
  }

  static Field rollLower() {
    return Field.skin(
        p -> {
          double t = Smooth.clamp(-p.aboveContact(), 0, 1);
          double in = p.lips() * p.lower() * Math.exp(-Math.pow(t / .085, 2));
          double below = p.lips() * p.lower() * Smooth.bell(t - .11, .045);
          double m = .35 + .65 * middle(p);
          return Vec.of(0, (.004 * in + .034 * below) * m, (-.072 * in - .008 * below) * m);
        });
  }

  static Field rollUpper() {
    return Field.skin(
        p -> {
          double t = Smooth.clamp(p.aboveContact(), 0, 1);
          double in = p.lips() * p.upper() * Math.exp(-Math.pow(t / .075, 2));
          double above = p.lips() * p.upper() * Smooth.bell(t - .09, .04);
          double m = .35 + .65 * middle(p);
          return Vec.of(
              0, (-.010 * in * (1 - 5 * t) - .028 * above) * m, (-.056 * in - .006 * above) * m);
        });
  }

  static Field shrugLower() {
    return Field.skin(
        p -> {
          double m = .30 + .70 * middle(p);
          double lip = p.lips() * p.lower() * Smooth.bell(p.overMouth() + .05, .10) * m;
          double give = p.lips() * p.upper() * m;
          double chin = p.bell(0, -.87, .16, .09);
          return Vec.of(
              0,
              .048 * lip + .040 * give * Smooth.bell(p.aboveContact(), .09) + .045 * chin,
              .030 * lip + .010 * give + .022 * chin);
        });
  }

  static Field shrugUpper() {
    return Field.skin(
        p -> {
          double m = .30 + .70 * middle(p);
          double lip = p.lips() * p.upper() * Smooth.bell(p.aboveContact(), .10) * m;
          double give = p.lips() * p.lower() * Smooth.bell(p.aboveContact(), .05) * m;
          return Vec.of(0, .042 * lip + .036 * give, .030 * lip + .008 * give);
        });
  }

  static Field upperUp() {
    return Field.skin(
        p -> {
          double round = 1 - .7 * p.acrossHeld() * p.acrossHeld();
          double lip = p.lips() * p.upper() * round;
          double cheek = p.bell(.26, -.43, .11, .10);
          return Vec.of(
              p.sideX() * .008 * cheek, .066 * lip + .022 * cheek, .004 * lip + .022 * cheek);
        });
  }

  static Field lowerDown() {
    return Field.skin(
        p -> {
          double round = 1 - .7 * p.acrossHeld() * p.acrossHeld();
          double lip = p.lips() * p.lower() * round;
          double near = Smooth.bell(p.overMouth() + .04, .13);
          return Vec.of(p.sideX() * .010 * lip, -.072 * lip * near, .006 * lip * near);
        });
  }

  /** The whole mouth carried sideways: +1 to the subject's left. */
  static Field aside(int towards) {
    return Field.skin(
        p -> {
          double qx = p.x() / .36;
          double qy = p.overMouth() / .20;
          double w = Math.exp(-.5 * Math.pow(qx * qx + qy * qy, 1.4)) * p.front();
          double ahead = p.x() * towards;
          double up = corners(p, 1.4) * Smooth.step(-.05, .2, ahead);
          return Vec.of(
              .105 * towards * w,
              .022 * up,
              w * (-.030 * Smooth.step(0, .3, ahead) - .4 * ahead * .05));
        });
  }

  static Field puff() {
    return Field.skin(
        p -> {
          double cheek =
              Smooth.step(.05, .35, p.z())
                  * Smooth.bell(p.absX() - .42, .17)
                  * Smooth.bell(p.y() + .56, .17);
          double lip = p.front() * Smooth.bell(p.absX(), .22) * Smooth.bell(p.overMouth(), .10);
          double press = Smooth.bell(p.aboveContact(), .08) * lip;
          return Vec.of(
              p.sideX() * .125 * cheek - .10 * p.x() * lip,
              -.30 * p.aboveContact() * press,
              .075 * cheek + .012 * lip);
        });
  }
}
