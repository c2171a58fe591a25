package io.visavis.avatar.builtin.corrective;

import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.part.Material;

/** What a corrective does to one Gaussian of a face. */
@FunctionalInterface
interface FaceField {
  /**
   * The change at a coefficient of 1.
   *
   * @param at its mean at rest, units of 10 cm
   * @param material what it is made of
   * @param colour display sRGB
   * @return of colour in display sRGB, or of place in units of 10 cm
   */
  Vec at(Vec at, Material material, Vec colour);
}
