package io.visavis.cuda.tick;

import io.visavis.render.Picture;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** From pinned memory into the arrays of a picture. */
final class PictureCopy {
  private PictureCopy() {}

  /**
   * Copies a picture.
   *
   * @param values the same memory as floats
   * @param at first byte, a multiple of 4
   */
  static void copy(ByteBuffer from, FloatBuffer values, int at, Picture picture) {
    int pixels = picture.width() * picture.height();
    switch (picture) {
      case Picture.I420 p -> {
        from.get(at, p.y(), 0, pixels);
        from.get(at + pixels, p.u(), 0, pixels / 4);
        from.get(at + pixels + pixels / 4, p.v(), 0, pixels / 4);
      }
      case Picture.Rgba p -> from.get(at, p.pixels(), 0, 4 * pixels);
      case Picture.FloatRgb p -> {
        values.get(at / 4, p.rgb(), 0, 3 * pixels);
        values.get(at / 4 + 3 * pixels, p.alpha(), 0, pixels);
      }
    }
  }
}
