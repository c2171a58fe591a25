package io.visavis.render.compare;

import java.util.Arrays;
import java.util.Optional;

/**
 * A picture to be measured: display sRGB, 0 to 1. Nobody writes to the arrays after construction.
 *
 * @param rgb [3][height * width]
 */
public record Pixels(int width, int height, float[][] rgb) {

  /** A part of it. */
  public Pixels cut(Region region) {
    float[][] out = new float[3][region.width() * region.height()];
    for (int c = 0; c < 3; c++) {
      for (int row = 0; row < region.height(); row++) {
        System.arraycopy(
            rgb[c],
            (region.y() + row) * width + region.x(),
            out[c],
            row * region.width(),
            region.width());
      }
    }
    return new Pixels(region.width(), region.height(), out);
  }

  /** The smallest rectangle around what is brighter than half, as masks have it. */
  public Optional<Region> bright() {
    int left = width;
    int right = -1;
    int top = height;
    int bottom = -1;
    for (int i = 0; i < width * height; i++) {
      if (rgb[0][i] + rgb[1][i] + rgb[2][i] > 1.5f) {
        left = Math.min(left, i % width);
        right = Math.max(right, i % width);
        top = Math.min(top, i / width);
        bottom = i / width;
      }
    }
    return right < 0
        ? Optional.empty()
        : Optional.of(new Region(left, top, right - left + 1, bottom - top + 1));
  }

  /** [3, height, width] in -1..1, as networks that look at pictures take them. */
  public float[] centred() {
    int n = width * height;
    float[] out = new float[3 * n];
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < n; i++) {
        out[c * n + i] = 2 * rgb[c][i] - 1;
      }
    }
    return out;
  }

  /**
   * The picture in another size. Each new pixel is a mean of the old ones under a triangle as wide
   * as two new pixels (or two old ones, where it grows), so that nothing aliases.
   */
  public Pixels scaled(int newWidth, int newHeight) {
    float[][] out = new float[3][];
    for (int c = 0; c < 3; c++) {
      float[] wide = rows(rgb[c], width, height, newWidth);
      float[] tall = rows(turned(wide, newWidth, height), height, newWidth, newHeight);
      out[c] = turned(tall, newHeight, newWidth);
    }
    return new Pixels(newWidth, newHeight, out);
  }

  private static float[] rows(float[] plane, int width, int height, int newWidth) {
    float[] out = new float[newWidth * height];
    double step = (double) width / newWidth;
    double reach = Math.max(1, step);
    double[] weights = new double[(int) (2 * reach) + 3];
    for (int x = 0; x < newWidth; x++) {
      double centre = (x + 0.5) * step - 0.5;
      int first = (int) Math.max(0, Math.ceil(centre - reach));
      int last = (int) Math.min(width - 1, Math.floor(centre + reach));
      Arrays.fill(weights, 0);
      double sum = 0;
      for (int i = first; i <= last; i++) {
        weights[i - first] = Math.max(0, 1 - Math.abs(i - centre) / reach);
        sum += weights[i - first];
      }
      for (int y = 0; y < height; y++) {
        double value = 0;
        for (int i = first; i <= last; i++) {
          value += weights[i - first] * plane[y * width + i];
        }
        out[y * newWidth + x] = (float) (value / sum);
      }
    }
    return out;
  }

  private static float[] turned(float[] plane, int width, int height) {
    float[] out = new float[plane.length];
    for (int i = 0; i < plane.length; i++) {
      out[i % width * height + i / width] = plane[i];
    }
    return out;
  }
}
