package io.visavis.render.oracle;

import io.visavis.render.Bt601;
import io.visavis.render.Picture;

/** Packs colour beside matte, by the formulas of {@link Picture.Packed} as they stand there. */
final class OraclePacking {
  /** The pixels, or the means of 2x2 of the level below. */
  private record Level(int width, int height, double[][] yuv, double[] alpha) {
    double at(double[] plane, int x, int y) {
      return x < width && y < height ? plane[y * width + x] : 0;
    }

    double mean(double[] plane, int x, int y) {
      double sum = at(plane, 2 * x, 2 * y) + at(plane, 2 * x + 1, 2 * y);
      return 0.25 * (sum + at(plane, 2 * x, 2 * y + 1) + at(plane, 2 * x + 1, 2 * y + 1));
    }

    Level above() {
      int w = (width + 1) / 2;
      int h = (height + 1) / 2;
      Level next = new Level(w, h, new double[3][w * h], new double[w * h]);
      for (int i = 0; i < w * h; i++) {
        for (int plane = 0; plane < 3; plane++) {
          next.yuv[plane][i] = mean(yuv[plane], i % w, i / w);
        }
        next.alpha[i] = mean(alpha, i % w, i / w);
      }
      return next;
    }

    /** [3][height, width] colour without its offset. */
    double[][] colour() {
      double[][] out = new double[3][width * height];
      boolean last = width == 1 && height == 1;
      Level above = last ? this : above();
      double[][] beyond = last ? out : above.colour();
      for (int plane = 0; plane < 3; plane++) {
        for (int i = 0; i < width * height; i++) {
          double p = yuv[plane][i];
          double a = alpha[i];
          out[plane][i] =
              last
                  ? p / Math.max(a, Picture.Packed.EMPTY)
                  : p / Math.max(a, Picture.Packed.SOLID)
                      + (1 - Math.min(1, a / Picture.Packed.SOLID))
                          * above.bilinear(beyond[plane], i % width, i / width);
        }
      }
      return out;
    }

    /** A plane of this level where a pixel of the level below has its centre. */
    double bilinear(double[] plane, int x, int y) {
      double px = Math.clamp((x + 0.5) / 2 - 0.5, 0, width - 1.0);
      double py = Math.clamp((y + 0.5) / 2 - 0.5, 0, height - 1.0);
      int x0 = (int) px;
      int y0 = (int) py;
      int x1 = Math.min(x0 + 1, width - 1);
      int y1 = Math.min(y0 + 1, height - 1);
      double fx = px - x0;
      double fy = py - y0;
      return (1 - fy) * ((1 - fx) * plane[y0 * width + x0] + fx * plane[y0 * width + x1])
          + fy * ((1 - fx) * plane[y1 * width + x0] + fx * plane[y1 * width + x1]);
    }
  }

  private final Level pixels;

  OraclePacking(int width, int height, double[][] rgb, double[] transmittance) {
    pixels = new Level(width, height, new double[3][width * height], new double[width * height]);
    for (int i = 0; i < width * height; i++) {
      for (int plane = 0; plane < 3; plane++) {
        pixels.yuv[plane][i] = Bt601.of(plane, rgb[0][i], rgb[1][i], rgb[2][i]);
      }
      pixels.alpha[i] = 1 - transmittance[i];
    }
  }

  void write(Picture.Packed picture) {
    int width = pixels.width;
    int height = pixels.height;
    double[][] colour = pixels.colour();
    double[][] half = pixels.above().colour();
    for (int i = 0; i < width * height; i++) {
      int to = i / width * 2 * width + i % width;
      picture.both().y()[to] = toByte(Bt601.LUMA_OFFSET + colour[0][i]);
      picture.both().y()[to + width] =
          toByte(Bt601.LUMA_OFFSET + Picture.Packed.MATTE * pixels.alpha[i]);
    }
    for (int i = 0; i < width * height / 4; i++) {
      int to = i / (width / 2) * width + i % (width / 2);
      picture.both().u()[to] = toByte(Bt601.CHROMA_OFFSET + half[1][i]);
      picture.both().v()[to] = toByte(Bt601.CHROMA_OFFSET + half[2][i]);
      picture.both().u()[to + width / 2] = toByte(Bt601.CHROMA_OFFSET);
      picture.both().v()[to + width / 2] = toByte(Bt601.CHROMA_OFFSET);
    }
  }

  private static byte toByte(double value) {
    return (byte) Math.clamp(Math.round(value), 0, 255);
  }
}
