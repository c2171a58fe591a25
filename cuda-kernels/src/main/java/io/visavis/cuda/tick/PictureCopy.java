package io.visavis.cuda.tick;

import io.visavis.render.DrawRequest;
import io.visavis.render.Picture;
import io.visavis.render.cpu.FloatFrame;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * From pinned memory into the arrays of a picture. What is composed comes as floats and is composed
 * here, as the back ends of the CPU do it. Scratch of one tick.
 */
final class PictureCopy {
  private final FloatFrame frame = new FloatFrame();

  /**
   * Copies a picture.
   *
   * @param values the same memory as floats
   * @param at first byte, a multiple of 4
   * @return nanoseconds of that spent on mending where the head meets its plate
   */
  long copy(ByteBuffer from, FloatBuffer values, int at, DrawRequest.Target target) {
    Picture picture = target.picture();
    int pixels = picture.width() * picture.height();
    if (target.composed()) {
      return compose(values, at / 4, target);
    }
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
      case Picture.Packed p -> throw new IllegalStateException("a packed picture is composed");
    }
    return 0;
  }

  private long compose(FloatBuffer values, int at, DrawRequest.Target target) {
    int width = target.view().width();
    int height = target.view().height();
    int pixels = width * height;
    frame.resize(width, height);
    for (int c = 0; c < 3; c++) {
      values.get(at + c * pixels, frame.rgb()[c], 0, pixels);
    }
    float[] left = frame.transmittance();
    values.get(at + 3 * pixels, left, 0, pixels);
    for (int i = 0; i < pixels; i++) {
      left[i] = 1 - left[i];
    }
    return frame.write(target.background(), target.picture());
  }
}
