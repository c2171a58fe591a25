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
  private static final float[][] FACTORS = new float[3][3];

  static {
    for (int plane = 0; plane < 3; plane++) {
      for (int c = 0; c < 3; c++) {
        FACTORS[plane][c] = (float) Bt601.factor(plane, c);
      }
    }
  }

  /** Means of 2x2 of the level below; colours replace their premultiplied means on the way down. */
  private static final class Level {
    int width;
    int height;

    /** [4][height, width or more] Y, U, V without offsets, alpha. */
    final float[][] planes = new float[4][0];

    void resize(int width, int height) {
      this.width = width;
      this.height = height;
      if (planes[0].length < width * height) {
        for (int plane = 0; plane < planes.length; plane++) {
          planes[plane] = new float[width * height];
        }
      }
    }
  }

  /** The first level above the pixels, and so on. */
  private Level[] levels = new Level[0];

  /** A row of the level above, as wide as the level that it is for. */
  private float[] row = new float[0];

  /** What a row's premultiplied colours are multiplied with, and those of the level above. */
  private float[] own = new float[0];

  private float[] beyond = new float[0];

  /** Writes the picture of a frame that has no background. */
  void write(FloatFrame frame, Picture.Packed picture) {
    int width = frame.width();
    int height = frame.height();
    int count = 32 - Integer.numberOfLeadingZeros(Math.max(width, height) - 1);
    grow(count, width);
    Level first = levels[0];
    first.resize(width / 2, height / 2);
    means(frame, first);
    for (int k = 1; k < count; k++) {
      Level below = levels[k - 1];
      levels[k].resize((below.width + 1) / 2, (below.height + 1) / 2);
      means(below, levels[k]);
    }
    Level top = levels[count - 1];
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
        levels[k] = new Level();
      }
    }
    if (row.length < width) {
      row = new float[width];
      own = new float[width];
      beyond = new float[width];
    }
  }

  private static void means(FloatFrame frame, Level to) {
    for (int plane = 0; plane < 3; plane++) {
      means(frame, plane, to);
    }
    float[] left = frame.transmittance();
    float[] alpha = to.planes[3];
    int width = frame.width();
    for (int y = 0; y < to.height; y++) {
      for (int x = 0; x < to.width; x++) {
        alpha[y * to.width + x] = 1 - mean(left, 2 * y * width + 2 * x, width);
      }
    }
  }

  private static void means(FloatFrame frame, int plane, Level to) {
    float[] r = frame.rgb()[0];
    float[] g = frame.rgb()[1];
    float[] b = frame.rgb()[2];
    float red = FACTORS[plane][0];
    float green = FACTORS[plane][1];
    float blue = FACTORS[plane][2];
    float[] out = to.planes[plane];
    int width = frame.width();
    for (int y = 0; y < to.height; y++) {
      for (int x = 0; x < to.width; x++) {
        int i = 2 * y * width + 2 * x;
        out[y * to.width + x] =
            red * mean(r, i, width) + green * mean(g, i, width) + blue * mean(b, i, width);
      }
    }
  }

  private static float mean(float[] plane, int i, int width) {
    return 0.25f * (plane[i] + plane[i + 1] + plane[i + width] + plane[i + width + 1]);
  }

  private static void means(Level from, Level to) {
    for (int plane = 0; plane < 4; plane++) {
      float[] in = from.planes[plane];
      for (int y = 0; y < to.height; y++) {
        int upper = 2 * y * from.width;
        boolean below = 2 * y + 1 < from.height;
        for (int x = 0; x < to.width; x++) {
          boolean beside = 2 * x + 1 < from.width;
          int i = upper + 2 * x;
          float sum = in[i];
          sum += beside ? in[i + 1] : 0;
          sum += below ? in[i + from.width] : 0;
          sum += beside && below ? in[i + from.width + 1] : 0;
          to.planes[plane][y * to.width + x] = 0.25f * sum;
        }
      }
    }
  }

  private void colour(Level level, Level above) {
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
  private void up(Level level, int plane, int y, int width) {
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

  private void luma(FloatFrame frame, Level above, byte[] out) {
    float[] r = frame.rgb()[0];
    float[] g = frame.rgb()[1];
    float[] b = frame.rgb()[2];
    float red = FACTORS[0][0];
    float green = FACTORS[0][1];
    float blue = FACTORS[0][2];
    float[] t = frame.transmittance();
    int width = frame.width();
    for (int y = 0; y < frame.height(); y++) {
      up(above, 0, y, width);
      int to = 2 * y * width;
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        float a = 1 - t[i];
        float p = red * r[i] + green * g[i] + blue * b[i];
        float colour = p / Math.max(a, SOLID) + (1 - Math.min(1, a / SOLID)) * row[x];
        out[to + x] = toByte((float) Bt601.LUMA_OFFSET + colour);
        out[to + width + x] = toByte((float) Bt601.LUMA_OFFSET + MATTE * a);
      }
    }
  }

  private static void chroma(Level level, int plane, byte[] out) {
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
