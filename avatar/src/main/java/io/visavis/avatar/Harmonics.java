package io.visavis.avatar;

/**
 * The part of the colour of Gaussians that depends on where they are seen from: real spherical
 * harmonics of degree 1 to 3, in the order and with the signs of the 3D Gaussian splatting
 * reference. Colour = max(0, c + sum_j k_j Y_j(d)), c the cloud's colour (0.5 + Y_0 k_0) and d the
 * unit vector from the camera to the Gaussian.
 *
 * @param degree 0 for none, to 3
 * @param turnsWithHead whether d is taken in the frame of the head (turned back by its rotation),
 *     or in the world, as GaussianAvatars has it
 * @param coefficients [3 * count][N] red's, then green's, then blue's; count = (degree + 1)^2 - 1
 */
public record Harmonics(int degree, boolean turnsWithHead, float[][] coefficients) {
  /** Colour is the same from everywhere. */
  public static final Harmonics NONE = new Harmonics(0, false, new float[0][]);

  /** Highest degree. */
  public static final int MAX_DEGREE = 3;

  /** Coefficients a channel, without that of degree 0. */
  public int count() {
    return (degree + 1) * (degree + 1) - 1;
  }
}
