package io.visavis.avatar.plate;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A decoded picture, and what it looks like in sizes that were asked for, as long as there is
 * memory. Immutable; any thread.
 */
public final class PlateImage {
  /** Sizes that are kept. */
  private static final int SIZES = 16;

  private final int width;
  private final int height;
  private final int[] rgb;
  private final Map<Long, SoftReference<int[]>> sizes = new ConcurrentHashMap<>();

  /**
   * A picture.
   *
   * @param rgb [height, width] display sRGB, 0xRRGGBB; not to be changed
   */
  public PlateImage(int width, int height, int[] rgb) {
    if (rgb.length != width * height) {
      throw new IllegalArgumentException(
          "A picture of %dx%d has %d pixels; one each would be right."
              .formatted(width, height, rgb.length));
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  /** Pixels. */
  public int width() {
    return width;
  }

  /** Pixels. */
  public int height() {
    return height;
  }

  /** [height, width] display sRGB, 0xRRGGBB; not to be changed. */
  public int[] rgb() {
    return rgb;
  }

  /**
   * The picture made to cover another size: as large as it must be, its middle shown. Every pixel
   * is the mean of what it covers, or lies between its neighbours where the picture is enlarged.
   *
   * @return [toHeight, toWidth] 0xRRGGBB; not to be changed
   */
  public int[] covering(int toWidth, int toHeight) {
    long key = (long) toWidth << 32 | toHeight;
    SoftReference<int[]> kept = sizes.get(key);
    int[] made = kept == null ? null : kept.get();
    if (made == null) {
      made = cover(toWidth, toHeight);
      if (sizes.size() >= SIZES) {
        sizes.clear();
      }
      sizes.put(key, new SoftReference<>(made));
    }
    return made;
  }

  private int[] cover(int toWidth, int toHeight) {
    double scale = Math.min((double) width / toWidth, (double) height / toHeight);
    double left = 0.5 * (width - scale * toWidth);
    double top = 0.5 * (height - scale * toHeight);
    int[] out = new int[toWidth * toHeight];
    double[] sum = new double[3];
    Span[] across = new Span[toWidth];
    for (int x = 0; x < toWidth; x++) {
      across[x] = Span.of(left + (x + 0.5) * scale, scale, width);
    }
    for (int y = 0; y < toHeight; y++) {
      Span rows = Span.of(top + (y + 0.5) * scale, scale, height);
      for (int x = 0; x < toWidth; x++) {
        out[y * toWidth + x] = mean(rows, across[x], sum);
      }
    }
    return out;
  }

  private int mean(Span rows, Span columns, double[] sum) {
    Arrays.fill(sum, 0);
    double weights = 0;
    for (int y = rows.first; y <= rows.last; y++) {
      double wy = rows.weight(y);
      for (int x = columns.first; x <= columns.last; x++) {
        double w = wy * columns.weight(x);
        int pixel = rgb[y * width + x];
        sum[0] += w * (pixel >> 16 & 255);
        sum[1] += w * (pixel >> 8 & 255);
        sum[2] += w * (pixel & 255);
        weights += w;
      }
    }
    int out = 0;
    for (double channel : sum) {
      out = out << 8 | Math.clamp(Math.round(channel / weights), 0, 255);
    }
    return out;
  }

  /** Pixels that a box of at least one pixel about a centre overlaps, and by how much. */
  private record Span(double from, double to, int first, int last) {
    static Span of(double centre, double size, int count) {
      double half = 0.5 * Math.max(1, size);
      double from = Math.clamp(centre - half, 0, count - 1e-6);
      double to = Math.clamp(centre + half, from, count);
      return new Span(from, to, (int) from, Math.min(count - 1, (int) to));
    }

    double weight(int i) {
      return Math.max(1e-9, Math.min(to, i + 1) - Math.max(from, i));
    }
  }
}
