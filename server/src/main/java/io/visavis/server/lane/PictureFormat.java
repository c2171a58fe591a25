package io.visavis.server.lane;

import io.visavis.avatar.Avatar;
import io.visavis.render.Backdrop;
import io.visavis.render.Background;
import io.visavis.render.Picture;
import io.visavis.render.seam.Inpainter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer wants pictures to be.
 *
 * @param size width and height of the view, pixels
 * @param kind what a picture holds
 * @param adapts whether smaller pictures will do while full ones are not ready in time
 */
public record PictureFormat(int size, Kind kind, boolean adapts) {
  private static final int LEAST = 128;

  /** What a picture holds. */
  public enum Kind {
    /** I420 before the participant's background. */
    I420,
    /** RGBA with true alpha, without any background. */
    RGBA,
    /** Colour beside matte in I420 of twice the width, without any background. */
    PACKED
  }

  /** Pictures of that size always. */
  public PictureFormat(int size, Kind kind) {
    this(size, kind, false);
  }

  /** The resolution ladder, largest first: all, three quarters and half of the size. */
  int[] sizes() {
    int[] ladder = {size, size * 3 / 4 & ~15, size / 2 & ~15};
    int rungs = adapts ? (int) Arrays.stream(ladder).filter(s -> s >= LEAST).count() : 1;
    return Arrays.copyOf(ladder, Math.max(1, rungs));
  }

  Picture picture(int side) {
    return switch (kind) {
      case I420 -> Picture.I420.of(side, side);
      case RGBA -> Picture.Rgba.of(side, side);
      case PACKED -> Picture.Packed.of(side, side);
    };
  }

  Background background(Backdrop backdrop, Avatar avatar, @Nullable Inpainter inpainter, int side) {
    return kind == Kind.I420 ? backdrop.at(avatar, inpainter, side, side) : Background.TRANSPARENT;
  }
}
