package io.visavis.avatar.builtin.corrective;

import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.part.Material;
import java.util.List;

/** What correctives paint on skin: folds, blood that comes and goes. */
final class Skin {
  /** In a fold light goes through more skin, and comes out redder. */
  private static final Vec FOLD = Vec.of(-.24, -.33, -.36);

  private static final Vec BLUSH = Vec.of(.035, -.095, -.08);

  private final FaceMap face;

  Skin(FaceMap face) {
    this.face = face;
  }

  private static boolean front(Vec p, Material m) {
    return m == Material.SKIN && p.z() > .2;
  }

  /** Folds on both halves of the face; side +1 or -1 for one half. */
  private static FaceField folds(List<Crease> creases, int side) {
    return (p, m, c) -> {
      if (!front(p, m) || p.x() * side < 0) {
        return Vec.ZERO;
      }
      Vec q = Vec.of(Math.abs(p.x()), p.y(), p.z());
      double dark = 0;
      for (Crease crease : creases) {
        dark += crease.at(q);
      }
      return c.times(FOLD).times(dark);
    };
  }

  /** Lines across the forehead, of brows that are raised. */
  FaceField brow() {
    Vec top = face.browMiddle();
    double far = face.browOuter().x();
    return (p, m, c) -> {
      double dark = 0;
      for (int i = 0; front(p, m) && i < 2; i++) {
        double y = top.y() + .15 + .15 * i;
        double reach = far * (.90 - .10 * i);
        // Across both halves at once: a fold is not broken in the middle.
        Crease fold =
            Crease.of(
                .024,
                .62 - .12 * i,
                Vec.of(-reach, y - .045, 0),
                Vec.of(-.55 * reach, y + .012, 0),
                Vec.of(0, y - .012, 0),
                Vec.of(.55 * reach, y + .012, 0),
                Vec.of(reach, y - .045, 0));
        dark += fold.at(p);
      }
      return c.times(FOLD).times(dark);
    };
  }

  /** Two lines between brows that are drawn together. */
  FaceField frown() {
    Vec inner = face.browInner();
    double x = .42 * inner.x();
    return folds(
        List.of(
            Crease.of(
                .018,
                .70,
                Vec.of(x + .010, inner.y() - .14, 0),
                Vec.of(x, inner.y() - .02, 0),
                Vec.of(x + .016, inner.y() + .13, 0))),
        0);
  }

  /** The fold from the nose round the corner of the mouth. */
  FaceField smile(int side) {
    Vec nose = face.nostril();
    Vec corner = face.mouthCorner();
    Vec begin = Vec.of(nose.x() + .055, nose.y() + .075, 0);
    Vec turn = Vec.of(corner.x() + .055, .45 * nose.y() + .55 * corner.y(), 0);
    Vec end = Vec.of(corner.x() + .085, corner.y() - .075, 0);
    return folds(List.of(Crease.of(.025, .62, begin, begin.towards(turn, .5), turn, end)), side);
  }

  /** Lines from the outer corner of the eye. */
  FaceField crowFeet(int side) {
    Vec corner = face.eyeOuter();
    Vec from = Vec.of(corner.x() + .035, corner.y() + .005, 0);
    return folds(
        List.of(
            Crease.of(.013, .6, from.plus(Vec.of(0, .03, 0)), from.plus(Vec.of(.12, .075, 0))),
            Crease.of(.013, .7, from, from.plus(Vec.of(.135, -.005, 0))),
            Crease.of(.013, .6, from.plus(Vec.of(0, -.03, 0)), from.plus(Vec.of(.115, -.085, 0)))),
        side);
  }

  /** Lines on a nose that is wrinkled. */
  FaceField nose() {
    Vec root = face.noseRoot();
    double y = root.y();
    return folds(
        List.of(
            Crease.of(.017, .5, Vec.of(.02, y + .01, 0), Vec.of(.10, y + .055, 0)),
            Crease.of(.017, .5, Vec.of(.02, y - .05, 0), Vec.of(.12, y - .015, 0)),
            Crease.of(.017, .45, Vec.of(.03, y - .11, 0), Vec.of(.14, y - .085, 0))),
        0);
  }

  /** A chin that is pushed up is pitted. */
  FaceField chin() {
    Vec lip = face.lipBottom();
    double y = .45 * face.chin().y() + .55 * lip.y();
    return (p, m, c) -> {
      if (!front(p, m)) {
        return Vec.ZERO;
      }
      double near = Smooth.bell(p.x(), .12) * Smooth.bell(p.y() - y, .075);
      double pits = Math.sin(71 * p.x() + 23 * p.y()) * Math.sin(67 * p.y() - 19 * p.x());
      return c.times(FOLD).times(near * (.10 + .55 * pits));
    };
  }

  /** Redder and darker below eyes that are sad or tired. */
  FaceField underEyes() {
    Vec inner = face.eyeInner();
    Vec outer = face.eyeOuter();
    double x = .55 * inner.x() + .45 * outer.x();
    double y = .5 * (inner.y() + outer.y()) - .125;
    return (p, m, c) -> {
      double near = Smooth.bell(Math.abs(p.x()) - x, .115) * Smooth.bell(p.y() - y, .035);
      return front(p, m) ? c.times(Vec.of(-.10, -.20, -.16)).times(near) : Vec.ZERO;
    };
  }

  /** Cheeks, nose and ears that are flushed. */
  FaceField blush() {
    Vec cheek = face.eyeOuter().towards(face.mouthCorner(), .47);
    Vec nose = face.noseTip();
    return (p, m, c) -> {
      if (m == Material.EAR) {
        return c.times(BLUSH).times(.9);
      }
      if (!front(p, m)) {
        return Vec.ZERO;
      }
      double x = Math.abs(p.x());
      double near =
          Smooth.bell(x - 1.08 * cheek.x(), .15) * Smooth.bell(p.y() - cheek.y(), .115)
              + .55 * Smooth.bell(x, .085) * Smooth.bell(p.y() - nose.y(), .07);
      return c.times(BLUSH).times(Math.min(near, 1));
    };
  }

  /** Skin from which the blood has gone, lips most of all. */
  FaceField pallor() {
    double y = face.contact().y();
    double half = face.mouthCorner().x();
    return (p, m, c) -> {
      if (m != Material.SKIN && m != Material.EAR && m != Material.LIP_INSIDE) {
        return Vec.ZERO;
      }
      double lips = Smooth.bell(p.x(), .6 * half) * Smooth.bell(p.y() - y, .07);
      double grey = (c.x() + c.y() + c.z()) / 3;
      Vec pale = Vec.of(1.06 * grey, 1.06 * grey, 1.02 * grey);
      return pale.minus(c).times(.20 + (p.z() > .5 ? .16 * lips : 0));
    };
  }

  /** Lips that are stretched are paler. */
  FaceField lips() {
    Vec corner = face.mouthCorner();
    return (p, m, c) -> {
      double across = Lips.across(face, p);
      double red =
          Smooth.step(1.15, .8, across) * Smooth.step(1.05, .9, Math.abs(p.x()) / corner.x());
      boolean lip = (m == Material.SKIN || m == Material.LIP_INSIDE) && p.z() > .5;
      return lip ? c.times(Vec.of(.05, .10, .09)).times(red) : Vec.ZERO;
    };
  }
}
