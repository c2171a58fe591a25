package io.visavis.render.scalar;

import io.visavis.render.SplatRules;
import io.visavis.render.View;
import io.visavis.render.cpu.DepthSort;
import io.visavis.render.cpu.PosedCloud;
import java.util.Arrays;

/**
 * The Gaussians of one view on the screen, by index of the cloud. The screen covariance is kept as
 * its inverse's Cholesky form: the exponent at (dx, dy) is -(u^2 + v^2), u = a (dx - skew dy), v =
 * d dy. Scratch of one back end instance.
 */
final class ScalarSplats {
  private static final float LOG_MIN_ALPHA = (float) Math.log(SplatRules.MIN_ALPHA);

  float[] x = new float[0];
  float[] y = new float[0];
  float[] a = new float[0];
  float[] skew = new float[0];
  float[] d = new float[0];

  /** Where u^2 + v^2 is larger, alpha is below 1/255. */
  float[] limit = new float[0];

  /** Half the width and height of the ellipse of alpha = 1/255, pixels. */
  float[] extentX = new float[0];

  float[] extentY = new float[0];

  /** Projects a posed cloud, and gives what can be seen to the depth sort. */
  void project(float[] logOpacity, int n, PosedCloud posed, View view, DepthSort order) {
    grow(n);
    order.begin(n);
    float[] w = view.worldToCamera();
    float lowX = (float) SplatRules.jacobianLow(view.fx(), view.cx(), view.width());
    float highX = (float) SplatRules.jacobianHigh(view.fx(), view.cx(), view.width());
    float lowY = (float) SplatRules.jacobianLow(view.fy(), view.cy(), view.height());
    float highY = (float) SplatRules.jacobianHigh(view.fy(), view.cy(), view.height());
    float[][] mean = posed.mean();
    for (int i = 0; i < n; i++) {
      float mx = mean[0][i];
      float my = mean[1][i];
      float mz = mean[2][i];
      float depth = w[8] * mx + w[9] * my + w[10] * mz + w[11];
      if (!(depth > (float) SplatRules.NEAR)) {
        continue;
      }
      float perDepth = 1 / depth;
      float tx = (w[0] * mx + w[1] * my + w[2] * mz + w[3]) * perDepth;
      float ty = (w[4] * mx + w[5] * my + w[6] * mz + w[7]) * perDepth;
      x[i] = view.fx() * tx + view.cx();
      y[i] = view.fy() * ty + view.cy();
      covariance(
          posed.factor(),
          i,
          w,
          view.fx() * perDepth,
          view.fy() * perDepth,
          Math.clamp(tx, lowX, highX),
          Math.clamp(ty, lowY, highY),
          logOpacity[i]);
      if (visible(i, view)) {
        order.add(depth, i);
      }
    }
  }

  /**
   * The screen covariance blur + Q Q^T, Q = J W M; its determinant is a sum of squares (the minors
   * of Q), so that needles lose no digits to cancellation.
   */
  private void covariance(
      float[][] m, int i, float[] w, float fx, float fy, float tx, float ty, float logOpacity) {
    float blur = (float) SplatRules.BLUR;
    float p0 = fx * (w[0] - tx * w[8]);
    float p1 = fx * (w[1] - tx * w[9]);
    float p2 = fx * (w[2] - tx * w[10]);
    float q0 = fy * (w[4] - ty * w[8]);
    float q1 = fy * (w[5] - ty * w[9]);
    float q2 = fy * (w[6] - ty * w[10]);
    float u0 = p0 * m[0][i] + p1 * m[3][i] + p2 * m[6][i];
    float u1 = p0 * m[1][i] + p1 * m[4][i] + p2 * m[7][i];
    float u2 = p0 * m[2][i] + p1 * m[5][i] + p2 * m[8][i];
    float v0 = q0 * m[0][i] + q1 * m[3][i] + q2 * m[6][i];
    float v1 = q0 * m[1][i] + q1 * m[4][i] + q2 * m[7][i];
    float v2 = q0 * m[2][i] + q1 * m[5][i] + q2 * m[8][i];
    float uu = u0 * u0 + u1 * u1 + u2 * u2;
    float vv = v0 * v0 + v1 * v1 + v2 * v2;
    float uv = u0 * v0 + u1 * v1 + u2 * v2;
    float n0 = u1 * v2 - u2 * v1;
    float n1 = u2 * v0 - u0 * v2;
    float n2 = u0 * v1 - u1 * v0;
    float det = blur * (blur + uu + vv) + n0 * n0 + n1 * n1 + n2 * n2;
    float xx = uu + blur;
    float yy = vv + blur;
    a[i] = (float) Math.sqrt(0.5f * yy / det);
    skew[i] = uv / yy;
    d[i] = (float) Math.sqrt(0.5f / yy);
    limit[i] = logOpacity - LOG_MIN_ALPHA;
    extentX[i] = (float) Math.sqrt(2 * limit[i] * xx);
    extentY[i] = (float) Math.sqrt(2 * limit[i] * yy);
  }

  /** Whether the ellipse meets the picture; false for what is not finite or too faint. */
  private boolean visible(int i, View view) {
    return limit[i] >= 0
        && a[i] > 0
        && x[i] + extentX[i] > 0
        && x[i] - extentX[i] < view.width()
        && y[i] + extentY[i] > 0
        && y[i] - extentY[i] < view.height();
  }

  private void grow(int n) {
    if (x.length < n) {
      int size = n + n / 4;
      x = Arrays.copyOf(x, size);
      y = Arrays.copyOf(y, size);
      a = Arrays.copyOf(a, size);
      skew = Arrays.copyOf(skew, size);
      d = Arrays.copyOf(d, size);
      limit = Arrays.copyOf(limit, size);
      extentX = Arrays.copyOf(extentX, size);
      extentY = Arrays.copyOf(extentY, size);
    }
  }
}
