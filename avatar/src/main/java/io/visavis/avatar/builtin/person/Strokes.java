package io.visavis.avatar.builtin.person;

import io.visavis.avatar.builtin.form.EyeShape;
import io.visavis.avatar.builtin.form.Sculpture;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Solid;
import io.visavis.avatar.builtin.form.Vec;

/** Strokes of the sculptor that every face shares. */
final class Strokes {
  private Strokes() {}

  static Solid ball(double x, double y, double z, double rx, double ry, double rz) {
    return Solid.ellipsoid(x, y, z, rx, ry, rz);
  }

  static Solid limb(
      double ax, double ay, double az, double bx, double by, double bz, double ra, double rb) {
    return Solid.capsule(Vec.of(ax, ay, az), Vec.of(bx, by, bz), ra, rb);
  }

  /**
   * Lids as a shell round the eye, with the crease over the upper one and the fold that hangs over
   * it.
   *
   * @param crease height of the crease over the margin
   */
  static void lids(Sculpture face, EyeShape eye, double crease) {
    face.join((x, y, z) -> eye.local(Vec.of(x, y, z)).length() - eye.shell(), .035);
    face.engrave(
        (x, y, z) -> {
          Vec l = eye.local(Vec.of(x, y, z));
          if (l.z() <= 0) {
            return 0;
          }
          double s = l.x() / eye.halfWidth();
          double above = l.y() - eye.upper(s) - crease * (1 - .35 * s * s);
          double along = Smooth.step(1.25, .75, Math.abs(s));
          return along * (.020 * Smooth.bell(above, .013) - .016 * Smooth.bell(above - .045, .026));
        });
  }
}
