package io.visavis.render.seam;

import io.visavis.avatar.plate.PlateRegion;

/**
 * A network that mends where a head meets its plate, in pictures of one size. GaussianTalker's
 * composite (eq. 19) is I = (1 - M) plate + M F(X) with X = M head + (1 - M) plate, the head eased
 * over its plate. The network sees X with pixels of its own; so that the head keeps its detail,
 * what is brought back to the picture is not what it makes but what it changes: F(X) = X +
 * up(net(x) - x), x = down(X). Where its region ends within the picture, I goes over into X.
 *
 * <p>Immutable; any thread.
 */
public final class Inpainting {
  private final PlateRegion region;
  private final Inpainter network;
  private final SeamAxis across;
  private final SeamAxis down;

  /** For pictures of that size. */
  public Inpainting(PlateRegion region, Inpainter network, int width, int height) {
    this.region = region;
    this.network = network;
    this.across =
        new SeamAxis(region.left(), region.width(), width, region.columns(), region::across);
    this.down = new SeamAxis(region.top(), region.height(), height, region.rows(), region::down);
  }

  /** Where it works, and with how many pixels. */
  public PlateRegion region() {
    return region;
  }

  /** What makes a picture of a picture. */
  public Inpainter network() {
    return network;
  }

  /** Pixels from left to right. */
  public SeamAxis across() {
    return across;
  }

  /** Pixels from top to bottom. */
  public SeamAxis down() {
    return down;
  }
}
