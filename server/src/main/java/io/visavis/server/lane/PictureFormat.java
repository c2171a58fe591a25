package io.visavis.server.lane;

import io.visavis.render.Background;
import io.visavis.render.Picture;

/**
 * What a viewer wants pictures to be.
 *
 * @param size width and height, pixels
 * @param alpha RGBA with true alpha, else I420 before the default background
 */
public record PictureFormat(int size, boolean alpha) {
  Picture picture() {
    return alpha ? Picture.Rgba.of(size, size) : Picture.I420.of(size, size);
  }

  Background background() {
    return alpha ? Background.TRANSPARENT : Background.DEFAULT;
  }
}
