package io.visavis.render.oracle;

import io.visavis.avatar.plate.PlateRegion;
import io.visavis.render.Background;
import io.visavis.render.seam.Inpainting;

/** GaussianTalker's composite (eq. 19) by its formula, pixel by pixel: see {@link Inpainting}. */
final class OracleSeam {
  private final Background.Plate plate;
  private final PlateRegion region;

  /** [3, height, width] X, the head eased over its plate. */
  private final double[][] eased;

  /** [height, width] M. */
  private final double[] mask;

  /** [3, rows, columns] what the network changes, as it sees the picture. */
  private final double[] change;

  OracleSeam(Background.Plate plate, Inpainting inpainting, double[][] eased, double[] mask) {
    this.plate = plate;
    this.region = inpainting.region();
    this.eased = eased;
    this.mask = mask;
    int pixels = region.columns() * region.rows();
    float[] seen = new float[3 * pixels];
    float[] seenMask = new float[pixels];
    for (int i = 0; i < pixels; i++) {
      for (int c = 0; c < 3; c++) {
        seen[c * pixels + i] = (float) mean(eased[c], i % region.columns(), i / region.columns());
      }
      seenMask[i] = (float) mean(mask, i % region.columns(), i / region.columns());
    }
    float[] made = new float[3 * pixels];
    boolean any = inpainting.network().inpaint(seen, seenMask, made);
    this.change = any ? new double[3 * pixels] : new double[0];
    for (int i = 0; i < change.length; i++) {
      change[i] = (double) made[i] - seen[i];
    }
  }

  /** A channel of the picture that is seen, 0..1. */
  double at(int channel, int pixel) {
    int row = pixel / plate.width();
    double x = (pixel % plate.width() + 0.5) / plate.width();
    double y = (row + 0.5) / plate.height();
    double weight = region.weight(x, y);
    if (change.length == 0 || weight == 0) {
      return eased[channel][pixel];
    }
    double behind = plate.sample(pixel, channel) / (double) Background.WHITE;
    double f = eased[channel][pixel] + changed(channel, x, y);
    double inpainted = (1 - mask[pixel]) * behind + mask[pixel] * f;
    return (1 - weight) * eased[channel][pixel] + weight * inpainted;
  }

  /** The mean of the pixels that the network's pixel covers, which are one at least. */
  private double mean(double[] values, int column, int row) {
    double wide = region.width() * (double) plate.width() / region.columns();
    double high = region.height() * (double) plate.height() / region.rows();
    double[] xs =
        box(region.left() * (double) plate.width() + (column + 0.5) * wide, wide, plate.width());
    double[] ys =
        box(region.top() * (double) plate.height() + (row + 0.5) * high, high, plate.height());
    double sum = 0;
    double area = 0;
    for (int y = (int) ys[0]; y < ys[1]; y++) {
      for (int x = (int) xs[0]; x < xs[1]; x++) {
        double share = overlap(xs, x) * overlap(ys, y);
        sum += share * values[y * plate.width() + x];
        area += share;
      }
    }
    return sum / area;
  }

  private static double[] box(double centre, double size, int pixels) {
    double half = 0.5 * Math.max(1, size);
    double from = Math.clamp(centre - half, 0.0, pixels - 1.0);
    return new double[] {from, Math.clamp(centre + half, from + 1e-6, pixels)};
  }

  private static double overlap(double[] box, int pixel) {
    return Math.min(box[1], pixel + 1) - Math.max(box[0], pixel);
  }

  /** The network's change between its pixels. */
  private double changed(int channel, double x, double y) {
    double u = at((x - region.left()) / region.width(), region.columns());
    double v = at((y - region.top()) / region.height(), region.rows());
    int x0 = (int) u;
    int y0 = (int) v;
    double upper = between(channel, x0, y0, u - x0);
    double lower = between(channel, x0, Math.min(y0 + 1, region.rows() - 1), u - x0);
    return upper + (v - y0) * (lower - upper);
  }

  private double between(int channel, int column, int row, double part) {
    int at = (channel * region.rows() + row) * region.columns();
    double left = change[at + column];
    return left + part * (change[at + Math.min(column + 1, region.columns() - 1)] - left);
  }

  /** A place of the region as a place between pixel centres. */
  private static double at(double fraction, int count) {
    return Math.clamp(fraction * count - 0.5, 0.0, count - 1.0);
  }
}
