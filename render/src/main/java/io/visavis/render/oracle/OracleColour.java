package io.visavis.render.oracle;

import io.visavis.avatar.Harmonics;
import io.visavis.avatar.rig.CloudPoser;
import io.visavis.avatar.rig.Joint;
import io.visavis.render.View;

/**
 * The colour of Gaussians in one view: what does not depend on it, and real spherical harmonics of
 * the direction from the camera, written out as associated Legendre polynomials with the signs of
 * the 3D Gaussian splatting reference.
 */
final class OracleColour {
  private final Harmonics harmonics;
  private final CloudPoser posed;
  private final double[] camera = new double[3];
  private final double[] mean = new double[3];

  OracleColour(Harmonics harmonics, CloudPoser posed, View view) {
    this.harmonics = harmonics;
    this.posed = posed;
    float[] w = view.worldToCamera();
    for (int c = 0; c < 3; c++) {
      camera[c] = -(w[c] * (double) w[3] + w[4 + c] * (double) w[7] + w[8 + c] * (double) w[11]);
    }
  }

  /** Writes the colour of Gaussian i, [3]: 0..1, or with harmonics at least 0. */
  void of(int i, double[] rgb) {
    posed.colour(i, rgb);
    if (harmonics.degree() == 0) {
      for (int c = 0; c < 3; c++) {
        rgb[c] = Math.clamp(rgb[c], 0.0, 1.0);
      }
      return;
    }
    double[] d = direction(i);
    int at = 0;
    for (int l = 1; l <= harmonics.degree(); l++) {
      for (int m = -l; m <= l; m++) {
        double y = harmonic(l, m, d);
        for (int c = 0; c < 3; c++) {
          rgb[c] += y * harmonics.coefficients()[c * harmonics.count() + at][i];
        }
        at++;
      }
    }
    for (int c = 0; c < 3; c++) {
      rgb[c] = Math.max(0, rgb[c]);
    }
  }

  private double[] direction(int i) {
    posed.mean(i, mean);
    double[] d = {mean[0] - camera[0], mean[1] - camera[1], mean[2] - camera[2]};
    double length = Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
    for (int c = 0; c < 3; c++) {
      d[c] /= Math.max(length, 1e-12);
    }
    if (!harmonics.turnsWithHead()) {
      return d;
    }
    double[] neck = posed.joints();
    int at = 12 * Joint.NECK.ordinal();
    double[] turned = new double[3];
    for (int c = 0; c < 3; c++) {
      turned[c] = neck[at + c] * d[0] + neck[at + 4 + c] * d[1] + neck[at + 8 + c] * d[2];
    }
    return turned;
  }

  /**
   * Y_lm(d) = (-1)^m sqrt(2) N P_l^|m|(z) {cos, sin}(|m| phi), P without the Condon-Shortley phase
   * and divided by sin(theta)^|m|, which goes into the cosine and the sine: polynomials in x and y.
   */
  private static double harmonic(int l, int m, double[] d) {
    int order = Math.abs(m);
    double norm = (2 * l + 1) / (4 * Math.PI);
    for (int k = l - order + 1; k <= l + order; k++) {
      norm /= k;
    }
    double re = 1;
    double im = 0;
    for (int k = 0; k < order; k++) {
      double next = re * d[0] - im * d[1];
      im = re * d[1] + im * d[0];
      re = next;
    }
    double sign = order % 2 == 0 ? 1 : -1;
    double turn = m > 0 ? Math.sqrt(2) * re : m < 0 ? Math.sqrt(2) * im : 1;
    return sign * Math.sqrt(norm) * legendre(l, order, d[2]) * turn;
  }

  /** The m-th derivative of the Legendre polynomial P_l. */
  private static double legendre(int l, int m, double z) {
    return switch (10 * l + m) {
      case 10 -> z;
      case 11 -> 1;
      case 20 -> 1.5 * z * z - 0.5;
      case 21 -> 3 * z;
      case 22 -> 3;
      case 30 -> 2.5 * z * z * z - 1.5 * z;
      case 31 -> 7.5 * z * z - 1.5;
      case 32 -> 15 * z;
      case 33 -> 15;
      default -> throw new IllegalArgumentException("no harmonic " + l + ", " + m);
    };
  }
}
