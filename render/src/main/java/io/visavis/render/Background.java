package io.visavis.render;

import io.visavis.render.seam.Inpainting;
import org.jspecify.annotations.Nullable;

/** What is behind the head. */
public sealed interface Background {
  /** What a sample of a {@link Plate} is divided by. */
  int WHITE = 255;

  /**
   * One colour, display sRGB 0..1.
   *
   * @param r red
   * @param g green
   * @param b blue
   */
  record Colour(float r, float g, float b) implements Background {
    public Colour {
      if (!(r >= 0 && r <= 1 && g >= 0 && g <= 1 && b >= 0 && b <= 1)) {
        throw new IllegalArgumentException(
            "Background (%s, %s, %s) is no colour; 0 to 1 a channel would be right."
                .formatted(r, g, b));
      }
    }
  }

  /**
   * A picture of the view's size, into which the head may be eased: GaussianTalker's composite (eq.
   * 19), I = (1 - M) plate + M F(X), X = M head + (1 - M) plate, with M = coverage x {@link
   * #weight}. Where there is no network F, I = X.
   *
   * @param width pixels
   * @param height pixels
   * @param rgb [height, width] display sRGB, 0xRRGGBB; not to be changed
   * @param featherFrom down to this fraction of the height the head is whole
   * @param featherTo from this fraction on there is only the plate; the same as {@code
   *     featherFrom}: the head is not eased
   * @param inpainting F, for pictures of this size; null where there is none
   */
  record Plate(
      int width,
      int height,
      int[] rgb,
      float featherFrom,
      float featherTo,
      @Nullable Inpainting inpainting)
      implements Background {
    public Plate {
      if (rgb.length != width * height) {
        throw new IllegalArgumentException(
            "A plate of %dx%d has %d pixels; one each would be right."
                .formatted(width, height, rgb.length));
      }
    }

    /** A picture without a network. */
    public Plate(int width, int height, int[] rgb, float featherFrom, float featherTo) {
      this(width, height, rgb, featherFrom, featherTo, null);
    }

    /** How much of the head shows in a row of the picture: 1 above the feather, 0 below it. */
    public double weight(int row) {
      if (!(featherTo > featherFrom)) {
        return 1;
      }
      double at =
          Math.clamp(((row + 0.5) / height - featherFrom) / (featherTo - featherFrom), 0.0, 1.0);
      return 1 - at * at * (3 - 2 * at);
    }

    /** A channel (0 red, 1 green, 2 blue) of a pixel, 0..255. */
    public int sample(int pixel, int channel) {
      return rgb[pixel] >> (16 - 8 * channel) & 255;
    }
  }

  /** Nothing: RGBA pictures carry true, not premultiplied, alpha; I420 pictures show black. */
  record Transparent() implements Background {}

  /** A calm grey-blue that flatters the built-in heads. */
  Background DEFAULT = new Colour(0.36f, 0.40f, 0.43f);

  /** True alpha. */
  Background TRANSPARENT = new Transparent();
}
