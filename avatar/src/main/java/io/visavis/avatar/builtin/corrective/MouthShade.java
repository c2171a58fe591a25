package io.visavis.avatar.builtin.corrective;

import io.visavis.avatar.builtin.form.Vec;

/**
 * The shade of a mouth that is hardly open. The light of a head is baked with its mouth open, and
 * would leave teeth that glow between lips which have only just parted.
 */
final class MouthShade {
  /** How much of the light the lips keep out when they all but touch. */
  private static final double KEPT_OUT = .85;

  FaceField dark() {
    return (p, m, c) -> m.insideMouth() ? c.times(-KEPT_OUT) : Vec.ZERO;
  }
}
