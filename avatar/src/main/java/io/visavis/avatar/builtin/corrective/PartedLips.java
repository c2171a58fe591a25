package io.visavis.avatar.builtin.corrective;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.rig.MorphTarget;
import java.util.Map;

/**
 * Lips that part as soon as the jaw begins to open, as they do in speech: a share of the head's own
 * {@code mouthLowerDown} and {@code mouthUpperUp}. The jaw alone would part them in proportion, and
 * hardly at all in most of what is said.
 */
final class PartedLips {
  private static final double UNITS = 10; // a metre

  /** How much of each morph target, both sides alike. */
  private static final Map<String, Double> SHARES =
      Map.of(
          "mouthLowerDownLeft", .32,
          "mouthLowerDownRight", .32,
          "mouthUpperUpLeft", .14,
          "mouthUpperUpRight", .14);

  private final Avatar avatar;
  private final float[] moved;

  PartedLips(Avatar avatar) {
    this.avatar = avatar;
    this.moved = new float[avatar.mesh().vertices().length];
    for (MorphTarget morph : avatar.mesh().morphs()) {
      double share = SHARES.getOrDefault(morph.name(), 0.0);
      for (int i = 0; share > 0 && i < morph.vertices().length; i++) {
        for (int c = 0; c < 3; c++) {
          moved[3 * morph.vertices()[i] + c] += (float) (share * morph.deltas()[3 * i + c]);
        }
      }
    }
  }

  /** How far a Gaussian goes with its triangle, units of 10 cm. */
  Vec change(int gaussian) {
    int first = 3 * avatar.gaussians().parent()[gaussian];
    double[] sum = new double[3];
    for (int k = 0; k < 3; k++) {
      int v = 3 * avatar.mesh().triangles()[first + k];
      for (int c = 0; c < 3; c++) {
        sum[c] += UNITS / 3 * moved[v + c];
      }
    }
    return Vec.of(sum[0], sum[1], sum[2]);
  }
}
