package io.visavis.avatar.builtin.corrective;

import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.part.Material;

/**
 * How a face is set before whom it stands: two or three millimetres, less than an expression and
 * always there. After the offsets of RSATalker, which its relations drive; the shapes are ours.
 */
final class Bearing {
  private final FaceMap face;

  Bearing(FaceMap face) {
    this.face = face;
  }

  private static boolean moves(Vec p, Material m) {
    return (m == Material.SKIN || m == Material.BROW || m == Material.LASH) && p.z() > .2;
  }

  /** Among family: cheeks a little up, the corners of the mouth with them, brows at ease. */
  FaceField family() {
    Vec cheek = face.eyeOuter().towards(face.mouthCorner(), .5);
    Vec corner = face.mouthCorner();
    return (p, m, c) -> {
      if (!moves(p, m)) {
        return Vec.ZERO;
      }
      double x = Math.abs(p.x());
      double up =
          .020 * Smooth.bell(x - cheek.x(), .13) * Smooth.bell(p.y() - cheek.y(), .10)
              + .018 * Smooth.bell(x - corner.x(), .07) * Smooth.bell(p.y() - corner.y(), .05);
      double side = .006 * Smooth.bell(x - corner.x(), .07) * Smooth.bell(p.y() - corner.y(), .05);
      return Vec.of(Math.signum(p.x()) * side, up, .6 * up);
    };
  }

  /** Before somebody higher: the inner ends of the brows up. */
  FaceField deference() {
    Vec inner = face.browInner();
    Vec outer = face.browOuter();
    return (p, m, c) -> {
      double x = Math.abs(p.x());
      double high = Smooth.bell(p.y() - inner.y(), .085);
      double up =
          .034 * Smooth.bell(x - inner.x(), .10) * high
              - .014 * Smooth.bell(x - outer.x(), .10) * Smooth.bell(p.y() - outer.y(), .085);
      return moves(p, m) ? Vec.of(0, up, 0) : Vec.ZERO;
    };
  }

  /** Before somebody lower: brows level and low, the mouth drawn a little back. */
  FaceField pride() {
    Vec inner = face.browInner();
    Vec middle = face.browMiddle();
    Vec contact = face.contact();
    return (p, m, c) -> {
      double x = Math.abs(p.x());
      double down =
          .024 * Smooth.bell(x - inner.x(), .09) * Smooth.bell(p.y() - inner.y(), .08)
              + .014 * Smooth.bell(x - middle.x(), .10) * Smooth.bell(p.y() - middle.y(), .08);
      double back = .010 * Smooth.bell(x, .16) * Smooth.bell(p.y() - contact.y(), .10);
      return moves(p, m) ? Vec.of(0, -down, -back) : Vec.ZERO;
    };
  }
}
