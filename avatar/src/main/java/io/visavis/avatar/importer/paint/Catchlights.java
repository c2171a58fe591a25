package io.visavis.avatar.importer.paint;

import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.part.Splat;
import io.visavis.avatar.builtin.part.SplatDraft;
import java.util.List;

/** The reflections of two lamps on each eye, which ride on the front of it. */
final class Catchlights {
  private static final double ABOVE = .008;

  private Catchlights() {}

  static void add(SplatDraft splats, List<Splat> covered, Canvas canvas, FaceFrame frame) {
    for (int side = 0; side < 2; side++) {
      Vec centre = frame.eye(side);
      // The lamp is on one side of the room, so it is not mirrored from eye to eye.
      light(splats, covered, canvas, centre, Vec.of(-.16, .17, 1), .017, 1, .98);
      light(splats, covered, canvas, centre, Vec.of(.15, -.20, 1), .011, .88, .40);
    }
  }

  private static void light(
      SplatDraft splats,
      List<Splat> covered,
      Canvas canvas,
      Vec centre,
      Vec direction,
      double size,
      double bright,
      double opacity) {
    Vec d = direction.unit();
    Splat best = null;
    double nearest = 0;
    for (Splat s : covered) {
      if (canvas.regions()[s.triangle()] == Region.EYE) {
        Vec way = s.neutral().minus(centre);
        // Of several layers the outermost.
        double score = way.unit().dot(d) > .997 && way.length() < .4 ? way.dot(d) : 0;
        if (score > nearest) {
          nearest = score;
          best = s;
        }
      }
    }
    if (best != null) {
      Vec at = centre.plus(d.times(nearest + ABOVE));
      splats.painted(
          best.triangle(), at, d, size * .95, size * 1.05, Vec.of(bright, bright, bright), opacity);
    }
  }
}
