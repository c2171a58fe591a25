package io.visavis.avatar.plate;

/**
 * The part of a picture that the network of a plate sees and changes, such as where a neck meets
 * its body, and the pixels that it sees it with, whatever the size of the picture. Immutable.
 *
 * @param left fraction of the picture's width
 * @param top fraction of the picture's height
 * @param width fraction of the picture's width
 * @param height fraction of the picture's height
 * @param columns pixels across
 * @param rows pixels down
 */
public record PlateRegion(float left, float top, float width, float height, int columns, int rows) {
  /** The share of the region, at each side, over which the network's change begins. */
  private static final double MARGIN = 0.125;

  private static final double EDGE = 1e-6;

  /** The whole picture. */
  public static PlateRegion whole(int columns, int rows) {
    return new PlateRegion(0, 0, 1, 1, columns, rows);
  }

  /**
   * How much of the network's change is seen at a place of the picture: 0 outside of the region and
   * on its edges, 1 inside, smooth in between. Edges of the picture are no edges of the region.
   *
   * @param x fraction of the picture's width
   * @param y fraction of the picture's height
   */
  public double weight(double x, double y) {
    return across(x) * down(y);
  }

  /** The part of {@link #weight} that depends on x. */
  public double across(double x) {
    return along(x, left, width);
  }

  /** The part of {@link #weight} that depends on y. */
  public double down(double y) {
    return along(y, top, height);
  }

  private static double along(double at, double from, double size) {
    double begins = from > EDGE ? (at - from) / (MARGIN * size) : 1;
    double ends = from + size < 1 - EDGE ? (from + size - at) / (MARGIN * size) : 1;
    double t = Math.clamp(Math.min(begins, ends), 0.0, 1.0);
    return t * t * (3 - 2 * t);
  }
}
