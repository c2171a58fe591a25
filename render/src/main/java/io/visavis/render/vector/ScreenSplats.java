package io.visavis.render.vector;

import io.visavis.render.cpu.RigArrays;

/**
 * The Gaussians of one view on the screen, by index of the cloud, and the list of those that can be
 * seen. The inverse screen covariance is kept as its Cholesky form in units of {@link
 * AlphaPolynomial}: s = peak - u^2 - v^2 with u = a (dx - skew dy), v = d dy. Scratch of one back
 * end instance; grows with the largest cloud.
 */
final class ScreenSplats {
  /** Centre in pixels; pixel (0, 0) has its centre at 0 (half a pixel is taken off). */
  float[] x = new float[0];

  float[] y = new float[0];
  float[] a = new float[0];
  float[] perA = new float[0];
  float[] skew = new float[0];
  float[] d = new float[0];
  float[] peak = new float[0];

  /** dy of the rightmost point of the ellipse of alpha = 1/255; the leftmost is opposite. */
  float[] rightDy = new float[0];

  /** Rows of tiles that the ellipse's box touches, inclusive. */
  int[] tileY0 = new int[0];

  int[] tileY1 = new int[0];

  /** Stretches that it touches, inclusive. */
  int[] stretch0 = new int[0];

  int[] stretch1 = new int[0];

  /** Depths, metres, and indices of what can be seen. */
  float[] visibleDepth = new float[0];

  int[] visibleIndex = new int[0];
  int visibleCount;

  void grow(int n) {
    if (x.length >= n + RigArrays.PAD) {
      return;
    }
    int size = RigArrays.padded(n + n / 4) + RigArrays.PAD;
    x = new float[size];
    y = new float[size];
    a = new float[size];
    perA = new float[size];
    skew = new float[size];
    d = new float[size];
    peak = new float[size];
    rightDy = new float[size];
    tileY0 = new int[size];
    tileY1 = new int[size];
    stretch0 = new int[size];
    stretch1 = new int[size];
    visibleDepth = new float[size];
    visibleIndex = new int[size];
  }
}
