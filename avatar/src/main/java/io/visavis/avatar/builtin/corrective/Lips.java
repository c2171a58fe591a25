package io.visavis.avatar.builtin.corrective;

import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.part.Material;

/** Lips that thin when they are stretched or pressed. */
final class Lips {
  /** How much of their height goes. */
  private static final double THINNER = .30;

  private final FaceMap face;

  Lips(FaceMap face) {
    this.face = face;
  }

  /** Way from where the lips touch (0) to the border of the red (1) and beyond. */
  static double across(FaceMap face, Vec p) {
    double y = p.y() - contact(face, p.x());
    double height =
        y > 0 ? face.lipTop().y() - face.contact().y() : face.contact().y() - face.lipBottom().y();
    double a = Smooth.clamp(Math.abs(p.x()) / face.mouthCorner().x(), 0, 1);
    return Math.abs(y) / (height * Smooth.power(1 - a * a, .8) + .012);
  }

  /** The line on which the lips touch rises or falls to the corners. */
  private static double contact(FaceMap face, double x) {
    double a = Smooth.clamp(Math.abs(x) / face.mouthCorner().x(), 0, 1);
    return Smooth.lerp(face.contact().y(), face.mouthCorner().y(), a * a);
  }

  /** Towards the line, most at the border of the red; the skin beyond follows. */
  FaceField thin() {
    return (p, m, c) -> {
      boolean moves = m == Material.SKIN || m == Material.LIP_INSIDE;
      double a = Math.abs(p.x()) / face.mouthCorner().x();
      if (!moves || p.z() < .5 || a > 1.1) {
        return Vec.ZERO;
      }
      double t = across(face, p);
      double y = p.y() - contact(face, p.x());
      double share = t < 1 ? THINNER : THINNER / t * Smooth.bell(t - 1, .9);
      double inner = Smooth.step(1.1, .75, a);
      return Vec.of(0, -y * share * inner, -.010 * Smooth.bell(t - .6, .5) * inner);
    };
  }
}
