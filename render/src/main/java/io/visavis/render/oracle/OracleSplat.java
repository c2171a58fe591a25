package io.visavis.render.oracle;

import io.visavis.render.SplatRules;
import io.visavis.render.View;
import org.jspecify.annotations.Nullable;

/**
 * One Gaussian on the screen: Sigma' = J W Sigma W^T J^T + blur (Zwicker et al. 2001, EWA
 * splatting).
 *
 * @param depth metres along the view axis
 * @param x centre, pixels
 * @param y centre, pixels
 * @param xx screen covariance, pixels squared
 * @param xy screen covariance
 * @param yy screen covariance
 * @param opacity 0..1
 * @param index into the cloud
 */
record OracleSplat(
    double depth, double x, double y, double xx, double xy, double yy, double opacity, int index) {

  /**
   * Projects a Gaussian.
   *
   * @param mean [3] world
   * @param factor [3, 3] world, row-major; covariance = M M^T
   * @return null where it is behind the near plane or not finite
   */
  static @Nullable OracleSplat project(
      View view, double[] mean, double[] factor, double opacity, int index) {
    float[] w = view.worldToCamera();
    double[] camera = new double[3];
    for (int r = 0; r < 3; r++) {
      camera[r] =
          w[4 * r] * mean[0] + w[4 * r + 1] * mean[1] + w[4 * r + 2] * mean[2] + w[4 * r + 3];
    }
    double z = camera[2];
    if (!(z > SplatRules.NEAR)) {
      return null;
    }
    double tx =
        Math.clamp(
            camera[0] / z,
            SplatRules.jacobianLow(view.fx(), view.cx(), view.width()),
            SplatRules.jacobianHigh(view.fx(), view.cx(), view.width()));
    double ty =
        Math.clamp(
            camera[1] / z,
            SplatRules.jacobianLow(view.fy(), view.cy(), view.height()),
            SplatRules.jacobianHigh(view.fy(), view.cy(), view.height()));
    double xx = SplatRules.BLUR;
    double xy = 0;
    double yy = SplatRules.BLUR;
    for (int k = 0; k < 3; k++) {
      double[] column = new double[3];
      for (int r = 0; r < 3; r++) {
        column[r] =
            w[4 * r] * factor[k] + w[4 * r + 1] * factor[3 + k] + w[4 * r + 2] * factor[6 + k];
      }
      double u = view.fx() / z * (column[0] - tx * column[2]);
      double v = view.fy() / z * (column[1] - ty * column[2]);
      xx += u * u;
      xy += u * v;
      yy += v * v;
    }
    double x = view.fx() * camera[0] / z + view.cx();
    double y = view.fy() * camera[1] / z + view.cy();
    return Double.isFinite(x + y + xx + xy + yy)
        ? new OracleSplat(z, x, y, xx, xy, yy, opacity, index)
        : null;
  }

  /** Half the width of the ellipse of alpha = 1/255, pixels; NaN where it has none. */
  double extentX() {
    return Math.sqrt(-2 * Math.log(SplatRules.MIN_ALPHA / opacity) * xx);
  }

  /** Half the height of the ellipse of alpha = 1/255, pixels; NaN where it has none. */
  double extentY() {
    return Math.sqrt(-2 * Math.log(SplatRules.MIN_ALPHA / opacity) * yy);
  }

  /** Alpha at a point of the picture, pixels; not cut. */
  double alpha(double atX, double atY) {
    double dx = atX - x;
    double dy = atY - y;
    double det = xx * yy - xy * xy;
    double power = -0.5 * (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) / det;
    return opacity * Math.exp(power);
  }
}
