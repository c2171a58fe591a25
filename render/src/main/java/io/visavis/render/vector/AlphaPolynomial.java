package io.visavis.render.vector;

import io.visavis.render.SplatRules;

/**
 * e^x for alphas from 1/255 to 1 in four fused multiply-adds and a square: alpha = ((((s^2 + C1)^2
 * + C2)^2 + C3)^2 + C4)^2 with s = SCALE ln(alpha) + SHIFT. Fitted by least squares; largest error
 * 3.3e-7 before rounding to float (with one step less it is 1.3e-4, which shows as soon as many
 * faint Gaussians lie on each other). Everything before the polynomial works on s itself, so that
 * scaling costs nothing and alpha &gt;= 1/255 is a compare on s.
 */
final class AlphaPolynomial {
  static final float SCALE = 0.05082592f;
  static final float SHIFT = 0.688984f;
  static final float C1 = 0.2267318f;
  static final float C2 = 0.7776077f;
  static final float C3 = -0.60984755f;
  static final float C4 = -0.00414234f;

  /** s of alpha = 1/255. */
  static final float S_MIN = (float) (SCALE * Math.log(SplatRules.MIN_ALPHA) + SHIFT);

  private AlphaPolynomial() {}
}
