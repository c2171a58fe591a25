package io.visavis.render.cpu;

/**
 * The constants of the real spherical harmonics of degree 1 to 3, with the signs of the 3D Gaussian
 * splatting reference (Kerbl et al. 2023): names are degree and kind of polynomial.
 */
public final class Harmonic {
  /** sqrt(3 / (4 pi)): of y, z and x. */
  public static final float D1 = 0.48860252f;

  /** sqrt(15 / (4 pi)): of xy, yz and xz. */
  public static final float D2_PRODUCT = 1.0925485f;

  /** sqrt(5 / (16 pi)): of 3 z^2 - 1. */
  public static final float D2_ZONAL = 0.31539157f;

  /** sqrt(15 / (16 pi)): of x^2 - y^2. */
  public static final float D2_DIFFERENCE = 0.54627424f;

  /** sqrt(35 / (32 pi)): of y (3 x^2 - y^2) and x (x^2 - 3 y^2). */
  public static final float D3_OUTER = 0.5900436f;

  /** sqrt(105 / (4 pi)): of xyz. */
  public static final float D3_PRODUCT = 2.8906114f;

  /** sqrt(21 / (32 pi)): of y (5 z^2 - 1) and x (5 z^2 - 1). */
  public static final float D3_INNER = 0.4570458f;

  /** sqrt(7 / (16 pi)): of z (5 z^2 - 3). */
  public static final float D3_ZONAL = 0.37317634f;

  /** sqrt(105 / (16 pi)): of z (x^2 - y^2). */
  public static final float D3_DIFFERENCE = 1.4453057f;

  /** Number of harmonics of degree 1 to 3. */
  public static final int MOST = 15;

  private Harmonic() {}
}
