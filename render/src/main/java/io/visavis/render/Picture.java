package io.visavis.render;

/** A picture in memory, written by a {@link RenderBackend}; owned by whoever made it, reusable. */
public sealed interface Picture {
  /** Pixels. */
  int width();

  /** Pixels. */
  int height();

  /**
   * BT.601 limited range, 4:2:0, planes without padding.
   *
   * @param y [height, width]
   * @param u [height/2, width/2]
   * @param v [height/2, width/2]
   */
  record I420(int width, int height, byte[] y, byte[] u, byte[] v) implements Picture {
    /** A picture of that size, undefined until drawn. */
    public static I420 of(int width, int height) {
      return new I420(
          width,
          height,
          new byte[width * height],
          new byte[width * height / 4],
          new byte[width * height / 4]);
    }
  }

  /**
   * Colour beside its matte in one I420 picture of twice the width, for ways that have no alpha,
   * such as a WebRTC video. The background of the view does not matter.
   *
   * <p>The left half is the head's own colour, not premultiplied and drawn on beyond its edges, so
   * that no dark fringe appears where a codec blurs: with P the premultiplied colour and A the
   * alpha of a pixel, and of the means of 2x2 pixels at every level above (what is missing counts
   * as 0), colour is C = P / max(A, 1/2) + (1 - min(1, 2 A)) up(C of the level above), where up is
   * bilinear; at the last level, of one pixel, C = P / max(A, 1/1024). Luma is of the pixels,
   * chroma of the first level above. The right half has 16 + 219 A as luma and grey as chroma.
   *
   * @param width of a half, pixels: the view's
   * @param height pixels
   * @param both [height, 2 width] colour, then matte
   */
  record Packed(int width, int height, I420 both) implements Picture {
    /** At and above this alpha colour is that of the pixel alone. */
    public static final double SOLID = 0.5;

    /** Mean alpha of a picture below which its colours fade to black. */
    public static final double EMPTY = 1.0 / 1024;

    /** Luma of a full matte above that of none. */
    public static final double MATTE = 219;

    /** A picture of a view of that size, undefined until drawn. */
    public static Packed of(int width, int height) {
      return new Packed(width, height, I420.of(2 * width, height));
    }
  }

  /**
   * Display sRGB and true alpha: not premultiplied, 255 everywhere before a background colour.
   *
   * @param pixels [height, width, 4] red, green, blue, alpha
   */
  record Rgba(int width, int height, byte[] pixels) implements Picture {
    /** A picture of that size, undefined until drawn. */
    public static Rgba of(int width, int height) {
      return new Rgba(width, height, new byte[width * height * 4]);
    }
  }

  /**
   * Unrounded display sRGB, premultiplied by coverage where the background is transparent.
   *
   * @param rgb [3, height, width]
   * @param alpha [height, width] how much of each pixel Gaussians cover, whatever the background
   */
  record FloatRgb(int width, int height, float[] rgb, float[] alpha) implements Picture {
    /** A picture of that size, undefined until drawn. */
    public static FloatRgb of(int width, int height) {
      return new FloatRgb(width, height, new float[3 * width * height], new float[width * height]);
    }
  }
}
