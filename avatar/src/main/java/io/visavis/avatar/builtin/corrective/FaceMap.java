package io.visavis.avatar.builtin.corrective;

import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.rig.HeadMesh;

/** The places of a face at rest, by its landmarks, in units of 10 cm; the left half, +x. */
final class FaceMap {
  private static final double UNITS = 10; // a metre
  private static final int MIRROR_BROWS = 43; // 17 + 26
  private static final int MIRROR_CORNERS = 102; // 48 + 54
  private static final int MIRROR_NOSTRILS = 66; // 31 + 35

  private final Vec[] points;

  FaceMap(HeadMesh mesh) {
    int[] landmarks = mesh.landmarks();
    this.points = new Vec[landmarks.length];
    for (int i = 0; i < points.length; i++) {
      int at = 3 * landmarks[i];
      float[] v = mesh.vertices();
      points[i] = Vec.of(UNITS * v[at], UNITS * v[at + 1], UNITS * v[at + 2]);
    }
  }

  /** Landmark i of the left half, averaged with its mirror image. */
  private Vec left(int i, int mirrored) {
    return points[i].towards(points[mirrored].mirrored(), .5);
  }

  Vec browInner() {
    return left(22, MIRROR_BROWS - 22);
  }

  Vec browMiddle() {
    return left(24, MIRROR_BROWS - 24);
  }

  Vec browOuter() {
    return left(26, MIRROR_BROWS - 26);
  }

  Vec eyeInner() {
    return left(42, 39);
  }

  Vec eyeOuter() {
    return left(45, 36);
  }

  Vec nostril() {
    return left(35, MIRROR_NOSTRILS - 35);
  }

  Vec noseTip() {
    return points[30];
  }

  Vec noseRoot() {
    return points[27];
  }

  Vec mouthCorner() {
    return left(54, MIRROR_CORNERS - 54);
  }

  /** Where the lips touch, in the middle. */
  Vec contact() {
    return points[62].towards(points[66], .5);
  }

  /** Upper edge of the red, in the middle. */
  Vec lipTop() {
    return points[51];
  }

  /** Lower edge of the red, in the middle. */
  Vec lipBottom() {
    return points[57];
  }

  Vec chin() {
    return points[8];
  }
}
