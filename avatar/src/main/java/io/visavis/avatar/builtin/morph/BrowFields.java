package io.visavis.avatar.builtin.morph;

import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;

/** Brows, the upper cheeks and the sides of the nose. Both sides at once. */
final class BrowFields {
  private BrowFields() {}

  private static double forehead(FacePoint p, double cx, double cy, double sx, double sy) {
    return p.bell(cx, cy, sx, sy) * Smooth.step(.03, .16, p.y());
  }

  static Field innerUp() {
    return Field.skin(
        p -> {
          double k = forehead(p, .12, .24, .15, .15);
          return Vec.of(-p.sideX() * .006 * k, .090 * k, .004 * k);
        });
  }

  static Field outerUp() {
    return Field.skin(
        p -> {
          double k = forehead(p, .44, .25, .17, .14);
          return Vec.of(0, .090 * k, .004 * k);
        });
  }

  static Field down() {
    return Field.skin(
        p -> {
          double k = forehead(p, .20, .20, .16, .10);
          double outer = forehead(p, .46, .22, .13, .10);
          double frown = p.bell(.06, .14, .06, .09);
          return Vec.of(
              -p.sideX() * (.026 * k + .010 * frown),
              -.074 * k - .034 * outer - .012 * frown,
              .014 * k + .010 * frown);
        });
  }

  static Field cheekSquint(Field squint) {
    Field cheek =
        Field.skin(
            p -> {
              double k = p.bell(.36, -.30, .14, .10);
              return Vec.of(p.sideX() * .008 * k, .052 * k, .034 * k);
            });
    return cheek.plus(squint.times(.45));
  }

  static Field sneer() {
    return Field.skin(
        p -> {
          double wing = p.bell(.10, -.37, .055, .07);
          double side = p.bell(.10, -.20, .06, .09);
          double lip = p.bell(.12, -.52, .09, .06) * (p.aboveContact() > 0 ? 1 : 0);
          double brow = p.bell(.12, .19, .09, .08) * Smooth.step(.03, .16, p.y());
          return Vec.of(
              p.sideX() * (.010 * wing - .008 * brow),
              .058 * wing + .036 * side + .044 * lip - .044 * brow,
              .012 * wing + .020 * side);
        });
  }
}
