package io.visavis.render.cpu;

import io.visavis.render.Bt601;
import io.visavis.render.Picture;
import java.util.Arrays;

/**
 * Packs colour beside matte: {@link Picture.Packed} says what is computed. Means go up the levels
 * of a pyramid, colour comes down. Scratch of one back end instance; grows with the largest view,
 * then allocates nothing.
 */
final class Packing {
  private static final float SOLID = (float) Picture.Packed.SOLID;
  private static final float EMPTY = (float) Picture.Packed.EMPTY;
  private static final float MATTE = (float) Picture.Packed.MATTE;
  private static final byte GREY = (byte) Bt601.CHROMA_OFFSET;

  /** The first level above the pixels, and so on. */
  private PackedLevel[] levels = new PackedLevel[0];

  /** A row of the level above, as wide as the level that it is for. */
  private float[] row = new float[0];

  /** Of a row: what its premultiplied colours are multiplied with; at last its luma. */
  private float[] own = new float[0];

  /** Of a row: what colours of the level above are multiplied with; at last the matte's luma. */
  private float[] beyond = new float[0];

  /** Writes the picture of a frame that has no background. */
  void write(FloatFrame frame, Picture.Packed picture) {
    int width = frame.width();
    int height = frame.height();
    int count = 32 - Integer.numberOfLeadingZeros(Math.max(width, height) - 1);
    grow(count, width);
    PackedLevel first = levels[0];
    first.resize(width / 2, height / 2);
    first.means(frame);
    for (int k = 1; k < count; k++) {
      PackedLevel below = levels[k - 1];
      levels[k].resize((below.width + 1) / 2, (below.height + 1) / 2);
      levels[k].means(below);
    }
    PackedLevel top = levels[count - 1];
    for (int plane = 0; plane < 3; plane++) {
      top.planes[plane][0] /= Math.max(top.planes[3][0], EMPTY);
    }
    for (int k = count - 2; k >= 0; k--) {
      colour(levels[k], levels[k + 1]);
    }
    luma(frame, first, picture.both().y());
    chroma(first, 1, picture.both().u());
    chroma(first, 2, picture.both().v());
  }

  private void grow(int count, int width) {
    if (levels.length < count) {
      int had = levels.length;
      levels = Arrays.copyOf(levels, count);
      for (int k = had; k < count; k++) {
        levels[k] = new PackedLevel();
      }
    }
    if (row.length < width) {
      row = new float[width];
      own = new float[width];
      beyond = new float[width];
    }
  }

  private void colour(PackedLevel level, PackedLevel above) {
    float[] alpha = level.planes[3];
    int width = level.width;
    for (int y = 0; y < level.height; y++) {
      int from = y * width;
      for (int x = 0; x < width; x++) {
        float a = alpha[from + x];
        own[x] = 1 / Math.max(a, SOLID);
        beyond[x] = 1 - Math.min(1, a / SOLID);
      }
      for (int plane = 0; plane < 3; plane++) {
        up(above, plane, y, width);
        float[] out = level.planes[plane];
        for (int x = 0; x < width; x++) {
          out[from + x] = out[from + x] * own[x] + beyond[x] * row[x];
        }
      }
    }
  }

  /** Fills {@link #row} with what a level's plane is in a row of the level below it. */
  private void up(PackedLevel level, int plane, int y, int width) {
    int y0 = Math.clamp((y - 1) >> 1, 0, level.height - 1);
    int y1 = Math.clamp((y + 1) >> 1, 0, level.height - 1);
    float fy = y % 2 == 0 ? 0.75f : 0.25f;
    float[] from = level.planes[plane];
    int upper = y0 * level.width;
    int lower = y1 * level.width;
    float left = from[upper] + fy * (from[lower] - from[upper]);
    row[0] = left;
    for (int x = 1; x < level.width; x++) {
      float a = from[upper + x];
      float right = a + fy * (from[lower + x] - a);
      row[2 * x - 1] = left + 0.25f * (right - left);
      row[2 * x] = left + 0.75f * (right - left);
      left = right;
    }
    if (width == 2 * level.width) {
      row[width - 1] = left;
    }
  }

  /** Row by row in passes of one kind, which the compiler turns into vectors. */
  private void luma(FloatFrame frame, PackedLevel above, byte[] out) {
    int width = frame.width();
    for (int y = 0; y < frame.height(); y++) {
      up(above, 0, y, width);
      colours(frame, y * width);
      mattes(frame, y * width);
      round(own, width, out, 2 * y * width);
      round(beyond, width, out, 2 * y * width + width);
    }
  }

  private void colours(FloatFrame frame, int from) {
    float[] r = frame.rgb()[0];
    float[] g = frame.rgb()[1];
    float[] b = frame.rgb()[2];
    float[] left = frame.transmittance();
    float red = PackedLevel.FACTORS[0][0];
    float green = PackedLevel.FACTORS[0][1];
    float blue = PackedLevel.FACTORS[0][2];
    for (int x = 0; x < frame.width(); x++) {
      int i = from + x;
      float a = 1 - left[i];
      float p = red * r[i] + green * g[i] + blue * b[i];
      own[x] =
          (float) Bt601.LUMA_OFFSET
              + p / Math.max(a, SOLID)
              + (1 - Math.min(1, a / SOLID)) * row[x];
    }
  }

  private void mattes(FloatFrame frame, int from) {
    float[] left = frame.transmittance();
    for (int x = 0; x < frame.width(); x++) {
      beyond[x] = (float) Bt601.LUMA_OFFSET + MATTE * (1 - left[from + x]);
    }
  }

  private static void round(float[] values, int count, byte[] out, int to) {
    for (int x = 0; x < count; x++) {
      out[to + x] = toByte(values[x]);
    }
  }

  private static void chroma(PackedLevel level, int plane, byte[] out) {
    float[] colour = level.planes[plane];
    for (int y = 0; y < level.height; y++) {
      int to = 2 * y * level.width;
      for (int x = 0; x < level.width; x++) {
        out[to + x] = toByte((float) Bt601.CHROMA_OFFSET + colour[y * level.width + x]);
      }
      Arrays.fill(out, to + level.width, to + 2 * level.width, GREY);
    }
  }

  private static byte toByte(float value) {
    return (byte) (int) (Math.min(Math.max(value, 0f), 255f) + 0.5f);
  }
}
