package io.visavis.render;

/**
 * ITU-R BT.601, limited range, from display sRGB in 0..1: the row of each of Y, U, V as factors of
 * red, green, blue, and the offset. Bytes are rounded to nearest; U and V are means of 2x2 pixels.
 */
public final class Bt601 {
  private Bt601() {}

  /** [3][3] rows Y, U, V; columns red, green, blue. */
  private static final double[][] FROM_RGB = {
    {65.481, 128.553, 24.966}, {-37.797, -74.203, 112.0}, {112.0, -93.786, -18.214}
  };

  /** Y of black. */
  public static final double LUMA_OFFSET = 16;

  /** U and V of grey. */
  public static final double CHROMA_OFFSET = 128;

  /** The factor of a colour channel (0 red, 1 green, 2 blue) in a plane (0 Y, 1 U, 2 V). */
  public static double factor(int plane, int channel) {
    return FROM_RGB[plane][channel];
  }

  /** A plane's value without its offset. */
  public static double of(int plane, double r, double g, double b) {
    return FROM_RGB[plane][0] * r + FROM_RGB[plane][1] * g + FROM_RGB[plane][2] * b;
  }
}
