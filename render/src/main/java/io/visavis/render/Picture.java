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
