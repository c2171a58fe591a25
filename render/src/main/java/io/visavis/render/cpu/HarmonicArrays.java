package io.visavis.render.cpu;

import io.visavis.avatar.Harmonics;

/**
 * What of the colours depends on the view. Immutable.
 *
 * @param degree 0 for none, to 3
 * @param turnsWithHead whether directions are taken in the frame of the head
 * @param blocks coefficients: channels red, green, blue, a row a harmonic of degree 1 and more
 */
public record HarmonicArrays(int degree, boolean turnsWithHead, Blocks blocks) {

  static HarmonicArrays of(Harmonics harmonics, int size) {
    int count = harmonics.count();
    Blocks blocks = Blocks.of(3, count, harmonics.degree() == 0 ? 0 : size);
    for (int p = 0; p < harmonics.coefficients().length; p++) {
      blocks.put(p / count, p % count, harmonics.coefficients()[p], 0, size);
    }
    return new HarmonicArrays(harmonics.degree(), harmonics.turnsWithHead(), blocks);
  }

  /** Whether colours depend on the view at all. */
  public boolean any() {
    return degree > 0;
  }
}
