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

  /** Lids as a shell round the eye, with the crease over the upper one. */
  static void lids(Sculpture face, EyeShape eye) {
    face.join((x, y, z) -> eye.local(Vec.of(x, y, z)).length() - eye.shell(), .035);
    double crease = eye.shell() - .042;
    face.engrave(
        (x, y, z) -> {
          Vec l = eye.local(Vec.of(x, y, z));
          if (l.z() <= 0) {
            return 0;
          }
          double r = Math.hypot(l.x() * .90, l.y() + .03);
          return .024 * Math.exp(-Math.pow((r - crease) / .020, 2)) * Smooth.step(.0, .10, l.y());
        });
  }
}
