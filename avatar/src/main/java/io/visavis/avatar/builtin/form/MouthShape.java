package io.visavis.avatar.builtin.form;

/**
 * A closed mouth seen from the front: the line where the lips touch and the borders of the red, as
 * heights over x.
 *
 * @param y height of the mouth line
 * @param halfWidth half width between the corners
 * @param upperHeight height of the upper lip's red
 * @param lowerHeight height of the lower lip's red
 */
public record MouthShape(double y, double halfWidth, double upperHeight, double lowerHeight) {

  /** Where the lips touch: absolute y at x. */
  public double contact(double x) {
    double a = Math.abs(within(x)) / halfWidth;
    return y + .036 * a * a - .010 * Smooth.bell(within(x), .0318) + .003;
  }

  /** Height of the upper lip's red above the contact. */
  public double upperLip(double x) {
    double a = Smooth.clamp(Math.abs(x) / halfWidth, 0, 1);
    return upperHeight
            * Smooth.power(1 - Math.pow(a, 1.7), .95)
            * (1 - .20 * Smooth.bell(within(x), .0247))
        + .002;
  }

  /** Depth of the lower lip's red below the contact. */
  public double lowerLip(double x) {
    double a = Smooth.clamp(Math.abs(x) / halfWidth, 0, 1);
    return lowerHeight * Smooth.power(1 - Math.pow(a, 2.7), .85) + .002;
  }

  /** Way from the contact (0) to the border of the red (1) and beyond. */
  public double across(Vec p) {
    double d = p.y() - contact(p.x());
    return d >= 0 ? d / upperLip(within(p.x())) : -d / lowerLip(within(p.x()));
  }

  public boolean above(Vec p) {
    return p.y() >= contact(p.x());
  }

  /** 1 on the red of the lips, 0 off it; {@code from..to} is the soft border in {@link #across}. */
  public double red(Vec p, double from, double to) {
    if (p.z() <= .5) {
      return 0;
    }
    double a = Math.abs(p.x()) / halfWidth;
    return Smooth.step(from, to, across(p)) * Smooth.step(1.03, .93, a);
  }

  private double within(double x) {
    return Smooth.clamp(x, -halfWidth, halfWidth);
  }
}
