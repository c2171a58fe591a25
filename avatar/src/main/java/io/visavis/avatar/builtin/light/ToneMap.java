package io.visavis.avatar.builtin.light;

import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;

/** From linear light to display sRGB, with a soft shoulder. */
final class ToneMap {
  private ToneMap() {}

  static Vec display(Vec linear) {
    return new Vec(display(linear.x()), display(linear.y()), display(linear.z()));
  }

  private static double display(double x) {
    double v = Math.max(x, 0);
    double y = Smooth.clamp(1.16 * v * (1 + v / 6) / (1 + v * .62), 0, 1);
    return y < .0031308 ? 12.92 * y : 1.055 * Math.pow(y, 1 / 2.4) - .055;
  }
}
