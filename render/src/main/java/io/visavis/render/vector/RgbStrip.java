package io.visavis.render.vector;

import io.visavis.render.Background;
import io.visavis.render.Picture;
import io.visavis.render.cpu.FloatFrame;
import java.util.Arrays;

/**
 * Writes a row of blended tiles, whose channels are red, green, blue, into an RGBA or float
 * picture, or into a frame that is composed afterwards. Plain Java: these formats are for stills
 * and compositing.
 */
final class RgbStrip {
  private static final int SIDE = TileRow.SIDE;

  private final float[] behind = new float[3];
  private boolean transparent;

  /** Takes the background of the picture whose strips follow. */
  void begin(Background background) {
    transparent = background instanceof Background.Transparent;
    Arrays.fill(behind, 0);
    if (background instanceof Background.Colour c) {
      behind[0] = c.r();
      behind[1] = c.g();
      behind[2] = c.b();
    }
  }

  /** Writes one row of tiles; what lies beyond the picture is dropped. */
  void write(float[] acc, int tileY, Picture.Rgba picture) {
    byte[] out = picture.pixels();
    int rows = Math.min(SIDE, picture.height() - tileY * SIDE);
    for (int row = 0; row < rows; row++) {
      int to = 4 * (tileY * SIDE + row) * picture.width();
      for (int x = 0; x < picture.width(); x++) {
        int at = at(x, row);
        float t = acc[at];
        float alpha = transparent ? 1 - t : 1;
        float scale = alpha > 0 ? 255 / alpha : 0;
        out[to++] = toByte(scale * (acc[at + Blend.CHANNEL] + t * behind[0]));
        out[to++] = toByte(scale * (acc[at + 2 * Blend.CHANNEL] + t * behind[1]));
        out[to++] = toByte(scale * (acc[at + 3 * Blend.CHANNEL] + t * behind[2]));
        out[to++] = toByte(255 * alpha);
      }
    }
  }

  /** Writes one row of tiles; what lies beyond the picture is dropped. */
  void write(float[] acc, int tileY, Picture.FloatRgb picture) {
    int plane = picture.width() * picture.height();
    int rows = Math.min(SIDE, picture.height() - tileY * SIDE);
    for (int row = 0; row < rows; row++) {
      int to = (tileY * SIDE + row) * picture.width();
      for (int x = 0; x < picture.width(); x++) {
        int at = at(x, row);
        float t = acc[at];
        for (int c = 0; c < 3; c++) {
          picture.rgb()[c * plane + to + x] = acc[at + (c + 1) * Blend.CHANNEL] + t * behind[c];
        }
        picture.alpha()[to + x] = 1 - t;
      }
    }
  }

  /** Writes one row of tiles, before any background; what lies beyond the picture is dropped. */
  void write(float[] acc, int tileY, FloatFrame frame) {
    int rows = Math.min(SIDE, frame.height() - tileY * SIDE);
    for (int row = 0; row < rows; row++) {
      int to = (tileY * SIDE + row) * frame.width();
      copy(acc, 0, row, frame.transmittance(), to, frame.width());
      for (int c = 0; c < 3; c++) {
        copy(acc, c + 1, row, frame.rgb()[c], to, frame.width());
      }
    }
  }

  /** Copies a row of pixels of a channel, of which four of a block lie side by side. */
  private static void copy(float[] acc, int channel, int row, float[] out, int to, int width) {
    int first = channel * Blend.CHANNEL;
    int whole = width & ~3;
    for (int x = 0; x < whole; x += 4) {
      int from = first + at(x, row);
      out[to + x] = acc[from];
      out[to + x + 1] = acc[from + 1];
      out[to + x + 2] = acc[from + 2];
      out[to + x + 3] = acc[from + 3];
    }
    for (int x = whole; x < width; x++) {
      out[to + x] = acc[first + at(x, row)];
    }
  }

  /** Where the transmittance of a pixel of the strip is. */
  private static int at(int x, int row) {
    int block = row / 4 * 4 + x % SIDE / 4;
    return x / SIDE * Blend.TILE + block * Blend.PIXELS + row % 4 * 4 + x % 4;
  }

  private static byte toByte(float value) {
    return (byte) (int) (Math.clamp(value, 0f, 255f) + 0.5f);
  }
}
