package io.visavis.render.cpu;

import io.visavis.render.Bt601;

/**
 * A level of the pyramid of {@link Packing}: means of 2x2 of the level below, or of pixels; on the
 * way down colours take the place of the premultiplied means.
 */
final class PackedLevel {
  /** [3][3] of {@link Bt601}. */
  static final float[][] FACTORS = new float[3][3];

  static {
    for (int plane = 0; plane < 3; plane++) {
      for (int c = 0; c < 3; c++) {
        FACTORS[plane][c] = (float) Bt601.factor(plane, c);
      }
    }
  }

  int width;
  int height;

  /** [4][height, width or more] Y, U, V without offsets, alpha. */
  final float[][] planes = new float[4][0];

  /** Makes room; the content is undefined. */
  void resize(int w, int h) {
    width = w;
    height = h;
    if (planes[0].length < w * h) {
      for (int plane = 0; plane < planes.length; plane++) {
        planes[plane] = new float[w * h];
      }
    }
  }

  /** Takes the means of pixels. */
  void means(FloatFrame frame) {
    for (int plane = 0; plane < 3; plane++) {
      means(frame, plane);
    }
    float[] left = frame.transmittance();
    float[] alpha = planes[3];
    int stride = frame.width();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        alpha[y * width + x] = 1 - mean(left, 2 * y * stride + 2 * x, stride);
      }
    }
  }

  private void means(FloatFrame frame, int plane) {
    float[] r = frame.rgb()[0];
    float[] g = frame.rgb()[1];
    float[] b = frame.rgb()[2];
    float red = FACTORS[plane][0];
    float green = FACTORS[plane][1];
    float blue = FACTORS[plane][2];
    float[] out = planes[plane];
    int stride = frame.width();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int i = 2 * y * stride + 2 * x;
        out[y * width + x] =
            red * mean(r, i, stride) + green * mean(g, i, stride) + blue * mean(b, i, stride);
      }
    }
  }

  private static float mean(float[] plane, int i, int stride) {
    return 0.25f * (plane[i] + plane[i + 1] + plane[i + stride] + plane[i + stride + 1]);
  }

  /** Takes the means of the level below. */
  void means(PackedLevel from) {
    for (int plane = 0; plane < 4; plane++) {
      float[] in = from.planes[plane];
      for (int y = 0; y < height; y++) {
        int upper = 2 * y * from.width;
        boolean below = 2 * y + 1 < from.height;
        for (int x = 0; x < width; x++) {
          boolean beside = 2 * x + 1 < from.width;
          int i = upper + 2 * x;
          float sum = in[i];
          sum += beside ? in[i + 1] : 0;
          sum += below ? in[i + from.width] : 0;
          sum += beside && below ? in[i + from.width + 1] : 0;
          planes[plane][y * width + x] = 0.25f * sum;
        }
      }
    }
  }
}
