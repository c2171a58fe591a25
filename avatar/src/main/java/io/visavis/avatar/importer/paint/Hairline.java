package io.visavis.avatar.importer.paint;

import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;

/** Where short hair grows: over a line from the forehead over the temples and ears to the nape. */
final class Hairline {
  /** The top of the built-in heads. */
  private static final double TOP = 1.15;

  private static final double EYES = -.05;

  /** How far down hair grows before the ears, over them, and at the back. */
  private static final double SIDEBURN = -.20;

  private static final double OVER_EARS = .13;
  private static final double NAPE = -.50;

  private final double taller;

  /** Where the face ends and the ears begin. */
  private final double ears;

  Hairline(FaceFrame frame) {
    this.taller = (TOP - EYES) / Math.max(frame.top() - EYES, .1);
    this.ears = (frame.landmark(0).z() + frame.landmark(16).z()) / 2;
  }

  /** How far a point of the skin is above the line; negative below it. */
  double above(Vec p) {
    double y = p.y() > EYES ? EYES + (p.y() - EYES) * taller : p.y();
    double front = p.z() - ears;
    double line;
    if (front > .40) {
      line = .74 - .35 * Smooth.clamp(Math.abs(p.x()) - .34, 0, 1);
    } else if (front > .03) {
      line = Smooth.lerp(SIDEBURN, .60, Smooth.step(.14, .40, front));
    } else {
      line = Math.max(OVER_EARS - 2.2 * Math.max(-.46 - front, 0), NAPE);
    }
    return y - line;
  }
}
