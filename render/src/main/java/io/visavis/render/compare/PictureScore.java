package io.visavis.render.compare;

/**
 * How far a picture is from another; which of the two is the reference does not matter.
 *
 * @param l1 mean of absolute differences over pixels and channels, 0 to 1
 * @param psnr 10 log10 (1 / mean of squared differences), dB; infinite for equal pictures
 * @param ssim structural similarity, 1 for equal pictures: Wang et al. 2004, mean over windows
 *     within the picture and over red, green and blue
 */
public record PictureScore(double l1, double psnr, double ssim) {
  /** Pixels that a side must have. */
  public static final int LEAST_SIDE = Ssim.WINDOW;

  /**
   * Compares.
   *
   * @throws IllegalArgumentException if sizes differ, or are below {@link #LEAST_SIDE}
   */
  public static PictureScore of(Pixels a, Pixels b) {
    if (a.width() != b.width() || a.height() != b.height()) {
      throw new IllegalArgumentException(
          "Pictures of %dx%d and %dx%d cannot be compared; they must be of one size."
              .formatted(a.width(), a.height(), b.width(), b.height()));
    }
    if (Math.min(a.width(), a.height()) < LEAST_SIDE) {
      throw new IllegalArgumentException(
          "Pictures of %dx%d cannot be compared; %d pixels on a side are the least."
              .formatted(a.width(), a.height(), LEAST_SIDE));
    }
    double absolute = 0;
    double squared = 0;
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < a.rgb()[c].length; i++) {
        double d = (double) a.rgb()[c][i] - b.rgb()[c][i];
        absolute += Math.abs(d);
        squared += d * d;
      }
    }
    double values = 3.0 * a.width() * a.height();
    return new PictureScore(absolute / values, -10 * Math.log10(squared / values), Ssim.of(a, b));
  }
}
