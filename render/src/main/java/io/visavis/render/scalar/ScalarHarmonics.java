package io.visavis.render.scalar;

import io.visavis.render.cpu.Harmonic;

/** The real spherical harmonics of degree 1 to 3 of a direction, in plain Java. */
final class ScalarHarmonics {
  private ScalarHarmonics() {}

  /**
   * Writes those of degree 1 to {@code degree}, ordered by degree, then by order.
   *
   * @param x of a unit vector
   * @param y of it
   * @param z of it
   * @param out [3, 8 or 15, or more]
   */
  static void evaluate(int degree, float x, float y, float z, float[] out) {
    out[0] = -Harmonic.D1 * y;
    out[1] = Harmonic.D1 * z;
    out[2] = -Harmonic.D1 * x;
    if (degree == 1) {
      return;
    }
    float zz = z * z;
    float cos2 = x * x - y * y;
    out[3] = Harmonic.D2_PRODUCT * x * y;
    out[4] = -Harmonic.D2_PRODUCT * y * z;
    out[5] = Harmonic.D2_ZONAL * (3 * zz - 1);
    out[6] = -Harmonic.D2_PRODUCT * x * z;
    out[7] = Harmonic.D2_DIFFERENCE * cos2;
    if (degree == 2) {
      return;
    }
    out[8] = -Harmonic.D3_OUTER * y * (3 * x * x - y * y);
    out[9] = Harmonic.D3_PRODUCT * x * y * z;
    out[10] = -Harmonic.D3_INNER * y * (5 * zz - 1);
    out[11] = Harmonic.D3_ZONAL * z * (5 * zz - 3);
    out[12] = -Harmonic.D3_INNER * x * (5 * zz - 1);
    out[13] = Harmonic.D3_DIFFERENCE * z * cos2;
    out[14] = -Harmonic.D3_OUTER * x * (x * x - 3 * y * y);
  }
}
