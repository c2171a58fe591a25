package io.visavis.render;

/**
 * The rules of the picture that every back end draws: those of the 3D Gaussian splatting reference
 * (Kerbl et al. 2023, Inria's rasteriser), without its cut at three sigma.
 */
public final class SplatRules {
  private SplatRules() {}

  /** Added to the diagonal of the screen covariance, pixels squared. */
  public static final double BLUR = 0.3;

  /** Largest alpha of one Gaussian at one pixel. */
  public static final double MAX_ALPHA = 0.99;

  /** A Gaussian does not touch a pixel where its alpha is smaller. */
  public static final double MIN_ALPHA = 1.0 / 255;

  /**
   * A pixel is finished, and stays as it is, when the next Gaussian would bring its transmittance
   * below this. A little more than the reference's 1e-4, which is what two Gaussians of the largest
   * alpha leave: the second finishes the pixel there by the rounding of floats, and here by rule.
   */
  public static final double MIN_TRANSMITTANCE = 1.00001e-4;

  /** Gaussians whose centre is nearer to the camera's plane are not drawn, metres. */
  public static final double NEAR = 0.01;

  /** The Jacobian is taken at most this many half pictures beside the picture's edge. */
  private static final double JACOBIAN_MARGIN = 0.3;

  /** Smallest x/z (or y/z) at which the Jacobian of the projection is taken. */
  public static double jacobianLow(double focal, double centre, int size) {
    return -(centre + 0.5 * JACOBIAN_MARGIN * size) / focal;
  }

  /** Largest x/z (or y/z) at which the Jacobian of the projection is taken. */
  public static double jacobianHigh(double focal, double centre, int size) {
    return (size - centre + 0.5 * JACOBIAN_MARGIN * size) / focal;
  }
}
