package io.visavis.render.compare;

import java.util.Optional;

/**
 * A rectangle of a picture, in pixels.
 *
 * @param x of the leftmost column
 * @param y of the topmost row
 */
public record Region(int x, int y, int width, int height) {

  /** All of a picture. */
  public static Region whole(Pixels picture) {
    return new Region(0, 0, picture.width(), picture.height());
  }

  /**
   * The smallest rectangle of whole pixels around points, as far as it lies in the picture.
   *
   * @param points [n, 2] x and y in pixels, the first pixel's centre at 0.5
   * @return nothing if no pixel of the picture is in it
   */
  public static Optional<Region> around(double[] points, int width, int height) {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < points.length; i += 2) {
      left = Math.min(left, points[i]);
      right = Math.max(right, points[i]);
      top = Math.min(top, points[i + 1]);
      bottom = Math.max(bottom, points[i + 1]);
    }
    // Written so that NaN is no region.
    if (!(left < width && top < height && right > 0 && bottom > 0)) {
      return Optional.empty();
    }
    int x = (int) Math.max(0, Math.floor(left));
    int y = (int) Math.max(0, Math.floor(top));
    int w = (int) Math.min(width, Math.ceil(right)) - x;
    int h = (int) Math.min(height, Math.ceil(bottom)) - y;
    return w > 0 && h > 0 ? Optional.of(new Region(x, y, w, h)) : Optional.empty();
  }

  /** Whether all of it lies in a picture. */
  public boolean isWithin(Pixels picture) {
    return x >= 0
        && y >= 0
        && width > 0
        && height > 0
        && (long) x + width <= picture.width()
        && (long) y + height <= picture.height();
  }
}
