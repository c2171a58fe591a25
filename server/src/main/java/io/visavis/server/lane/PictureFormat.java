package io.visavis.server.lane;

import io.visavis.render.Background;
import io.visavis.render.Picture;
import java.util.Arrays;

/**
 * What a viewer wants pictures to be.
 *
 * @param size width and height, pixels
 * @param alpha RGBA with true alpha, else I420 before the default background
 * @param adapts whether smaller pictures will do while full ones are not ready in time
 */
public record PictureFormat(int size, boolean alpha, boolean adapts) {
  private static final int LEAST = 128;

  /** Pictures of that size always. */
  public PictureFormat(int size, boolean alpha) {
    this(size, alpha, false);
  }

  /** The resolution ladder, largest first: all, three quarters and half of the size. */
  int[] sizes() {
    int[] ladder = {size, size * 3 / 4 & ~15, size / 2 & ~15};
    int rungs = adapts ? (int) Arrays.stream(ladder).filter(s -> s >= LEAST).count() : 1;
    return Arrays.copyOf(ladder, Math.max(1, rungs));
  }

  Picture picture(int side) {
    return alpha ? Picture.Rgba.of(side, side) : Picture.I420.of(side, side);
  }

  Background background() {
    return alpha ? Background.TRANSPARENT : Background.DEFAULT;
  }
}
