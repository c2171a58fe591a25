package io.visavis.render.seam;

/**
 * One axis of a region: how pixels of the picture become those of the network, and back. Down, a
 * pixel of the network is the mean of what it covers, or lies between its neighbours where the
 * network has more pixels; up, a pixel of the picture lies between the network's. Immutable.
 */
public final class SeamAxis {
  private final int first;
  private final int[] from;
  private final float[][] shares;
  private final int[] below;
  private final float[] part;
  private final float[] weight;

  /** The region's weight at a fraction of the picture. */
  @FunctionalInterface
  interface Weight {
    double at(double fraction);
  }

  /**
   * An axis.
   *
   * @param start of the region, a fraction of the picture
   * @param size of the region, a fraction of the picture
   * @param pixels of the picture
   * @param count pixels of the network
   */
  SeamAxis(double start, double size, int pixels, int count, Weight weight) {
    double scale = size * pixels / count;
    double begin = start * pixels;
    this.from = new int[count];
    this.shares = new float[count][];
    for (int j = 0; j < count; j++) {
      cover(j, begin + (j + 0.5) * scale, 0.5 * Math.max(1, scale), pixels);
    }
    this.first = Math.clamp((int) Math.floor(begin), 0, pixels - 1);
    int last = Math.clamp((int) Math.ceil(begin + size * pixels), first + 1, pixels);
    this.below = new int[last - first];
    this.part = new float[last - first];
    this.weight = new float[last - first];
    for (int i = 0; i < below.length; i++) {
      double at = Math.clamp((first + i + 0.5 - begin) / scale - 0.5, 0.0, count - 1.0);
      below[i] = Math.min((int) at, count - 2);
      part[i] = (float) (at - below[i]);
      this.weight[i] = (float) weight.at((first + i + 0.5) / pixels);
    }
  }

  private void cover(int j, double centre, double half, int pixels) {
    double begin = Math.clamp(centre - half, 0.0, pixels - 1.0);
    double end = Math.clamp(centre + half, begin + 1e-6, (double) pixels);
    int last = Math.min(pixels - 1, (int) Math.ceil(end) - 1);
    from[j] = (int) begin;
    shares[j] = new float[last - from[j] + 1];
    for (int i = 0; i < shares[j].length; i++) {
      int pixel = from[j] + i;
      shares[j][i] = (float) ((Math.min(end, pixel + 1) - Math.max(begin, pixel)) / (end - begin));
    }
  }

  /** The first pixel of the picture that the region touches. */
  public int first() {
    return first;
  }

  /** Pixels of the picture that the region touches, one after the other. */
  public int length() {
    return below.length;
  }

  /** Pixels of the network. */
  public int count() {
    return from.length;
  }

  /** The first pixel of the picture that pixel {@code j} of the network covers. */
  public int from(int j) {
    return from[j];
  }

  /** The shares of that pixel and those after it; they add up to 1. */
  public float[] shares(int j) {
    return shares[j];
  }

  /** The pixel of the network before pixel {@link #first} + {@code i} of the picture. */
  public int below(int i) {
    return below[i];
  }

  /** The share of the pixel of the network after {@link #below}. */
  public float part(int i) {
    return part[i];
  }

  /** How much of the network's change is seen at pixel {@link #first} + {@code i}. */
  public float weight(int i) {
    return weight[i];
  }
}
