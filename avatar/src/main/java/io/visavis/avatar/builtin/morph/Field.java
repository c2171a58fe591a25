package io.visavis.avatar.builtin.morph;

import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.topology.Tissue;

/** A displacement at weight 1 of every point of the neutral face. */
@FunctionalInterface
interface Field {
  Vec at(FacePoint p);

  default Field plus(Field other) {
    return p -> at(p).plus(other.at(p));
  }

  default Field times(double weight) {
    return p -> at(p).times(weight);
  }

  /** The part of it on one side of the face: +1 the subject's left. */
  default Field on(int side) {
    return p -> {
      double w = side > 0 ? p.left() : 1 - p.left();
      return w == 0 ? Vec.ZERO : at(p).times(w);
    };
  }

  /** Only where there is skin, and what hangs on it; not on the eyeball. */
  static Field skin(Field field) {
    return p -> p.skin() && !p.is(Tissue.CATCHLIGHT) ? field.at(p) : Vec.ZERO;
  }
}
