package io.visavis.render.vector;

import static io.visavis.render.vector.Lanes.FLOAT;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import io.visavis.render.SplatRules;
import io.visavis.render.View;
import io.visavis.render.cpu.PosedCloud;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * World Gaussians to the screen: Sigma' = J W Sigma W^T J^T + blur (Zwicker et al. 2001), its
 * Cholesky form, and the rows and stretches of tiles of its box.
 *
 * <p>A few steps a vector of Gaussians, with a scratch array in the first-level cache between them:
 * one method is more than the compiler takes.
 */
final class Project {
  private static final float BLUR = (float) SplatRules.BLUR;
  private static final float NEAR = (float) SplatRules.NEAR;
  private static final float HALF_SCALE = 0.5f * AlphaPolynomial.SCALE;
  private static final float TWICE_PER_SCALE = 2 / AlphaPolynomial.SCALE;
  private static final int TILE_SHIFT = Integer.numberOfTrailingZeros(TileRow.SIDE);
  private static final int STRETCH_SHIFT = Integer.numberOfTrailingZeros(Stretch.WIDTH);

  /** Scratch: six values of J W, row-major, then of Q = J W M; then the vectors below. */
  private static final int JW = 0;

  private static final int DEPTH = 6 * Lanes.COUNT;
  private static final int XX = 7 * Lanes.COUNT;
  private static final int XY = 8 * Lanes.COUNT;
  private static final int YY = 9 * Lanes.COUNT;
  private static final int DET = 10 * Lanes.COUNT;

  /** Floats of the scratch that {@link #project} takes. */
  static final int SCRATCH = 11 * Lanes.COUNT;

  private Project() {}

  /**
   * Projects a posed cloud to a view.
   *
   * @param logOpacity [n padded] ln(opacity)
   * @param n how many Gaussians there are
   * @param scratch [{@link #SCRATCH}]
   */
  static void project(
      float[] logOpacity, int n, PosedCloud posed, View view, ScreenSplats out, float[] scratch) {
    out.grow(n);
    float[] w = view.worldToCamera();
    float lowX = (float) SplatRules.jacobianLow(view.fx(), view.cx(), view.width());
    float highX = (float) SplatRules.jacobianHigh(view.fx(), view.cx(), view.width());
    float lowY = (float) SplatRules.jacobianLow(view.fy(), view.cy(), view.height());
    float highY = (float) SplatRules.jacobianHigh(view.fy(), view.cy(), view.height());
    int visible = 0;
    for (int i = 0; i < n; i += Lanes.COUNT) {
      depth(posed.mean(), w, scratch, i);
      axis(posed.mean(), w, 0, view.fx(), view.cx(), lowX, highX, out.x, scratch, JW, i);
      axis(
          posed.mean(),
          w,
          4,
          view.fy(),
          view.cy(),
          lowY,
          highY,
          out.y,
          scratch,
          JW + 3 * Lanes.COUNT,
          i);
      row(scratch, JW, posed.factor(), i);
      row(scratch, JW + 3 * Lanes.COUNT, posed.factor(), i);
      covariance(scratch);
      shape(logOpacity, scratch, out, i);
      visible = visible(scratch, out, view.width(), view.height(), i, visible);
    }
    out.visibleCount = visible;
  }

  private static void depth(float[][] mean, float[] w, float[] scratch, int i) {
    fromArray(FLOAT, mean[0], i)
        .fma(
            broadcast(FLOAT, w[8]),
            fromArray(FLOAT, mean[1], i)
                .fma(
                    broadcast(FLOAT, w[9]),
                    fromArray(FLOAT, mean[2], i)
                        .fma(broadcast(FLOAT, w[10]), broadcast(FLOAT, w[11]))))
        .intoArray(scratch, DEPTH);
  }

  /** Along x (row 0 of the camera) or y (row 4): the centre in pixels, and a row of J W. */
  private static void axis(
      float[][] mean,
      float[] w,
      int row,
      float focal,
      float centre,
      float low,
      float high,
      float[] out,
      float[] scratch,
      int to,
      int i) {
    FloatVector perDepth = broadcast(FLOAT, 1).div(fromArray(FLOAT, scratch, DEPTH));
    FloatVector t =
        fromArray(FLOAT, mean[0], i)
            .fma(
                broadcast(FLOAT, w[row]),
                fromArray(FLOAT, mean[1], i)
                    .fma(
                        broadcast(FLOAT, w[row + 1]),
                        fromArray(FLOAT, mean[2], i)
                            .fma(broadcast(FLOAT, w[row + 2]), broadcast(FLOAT, w[row + 3]))))
            .mul(perDepth);
    t.fma(broadcast(FLOAT, focal), broadcast(FLOAT, centre - 0.5f)).intoArray(out, i);
    t = t.min(high).max(low);
    FloatVector f = perDepth.mul(focal);
    f.mul(t.mul(-w[8]).add(w[row])).intoArray(scratch, to);
    f.mul(t.mul(-w[9]).add(w[row + 1])).intoArray(scratch, to + Lanes.COUNT);
    f.mul(t.mul(-w[10]).add(w[row + 2])).intoArray(scratch, to + 2 * Lanes.COUNT);
  }

  /** One row of Q = J W M, in the place of the row of J W. */
  private static void row(float[] scratch, int at, float[][] m, int i) {
    FloatVector p0 = fromArray(FLOAT, scratch, at);
    FloatVector p1 = fromArray(FLOAT, scratch, at + Lanes.COUNT);
    FloatVector p2 = fromArray(FLOAT, scratch, at + 2 * Lanes.COUNT);
    for (int column = 0; column < 3; column++) {
      p0.fma(
              fromArray(FLOAT, m[column], i),
              p1.fma(
                  fromArray(FLOAT, m[3 + column], i), p2.mul(fromArray(FLOAT, m[6 + column], i))))
          .intoArray(scratch, at + column * Lanes.COUNT);
    }
  }

  private static void covariance(float[] scratch) {
    FloatVector u0 = fromArray(FLOAT, scratch, JW);
    FloatVector u1 = fromArray(FLOAT, scratch, JW + Lanes.COUNT);
    FloatVector u2 = fromArray(FLOAT, scratch, JW + 2 * Lanes.COUNT);
    FloatVector v0 = fromArray(FLOAT, scratch, JW + 3 * Lanes.COUNT);
    FloatVector v1 = fromArray(FLOAT, scratch, JW + 4 * Lanes.COUNT);
    FloatVector v2 = fromArray(FLOAT, scratch, JW + 5 * Lanes.COUNT);
    FloatVector uu = u0.fma(u0, u1.fma(u1, u2.mul(u2)));
    FloatVector vv = v0.fma(v0, v1.fma(v1, v2.mul(v2)));
    uu.add(BLUR).intoArray(scratch, XX);
    vv.add(BLUR).intoArray(scratch, YY);
    u0.fma(v0, u1.fma(v1, u2.mul(v2))).intoArray(scratch, XY);
    // det(blur I + Q Q^T) as a sum of squares: needles lose no digits to cancellation.
    FloatVector n0 = u1.mul(v2).sub(u2.mul(v1));
    FloatVector n1 = u2.mul(v0).sub(u0.mul(v2));
    FloatVector n2 = u0.mul(v1).sub(u1.mul(v0));
    n0.fma(n0, n1.fma(n1, n2.fma(n2, uu.add(vv).add(BLUR).mul(BLUR)))).intoArray(scratch, DET);
  }

  private static void shape(float[] logOpacity, float[] scratch, ScreenSplats out, int i) {
    FloatVector xx = fromArray(FLOAT, scratch, XX);
    FloatVector xy = fromArray(FLOAT, scratch, XY);
    FloatVector yy = fromArray(FLOAT, scratch, YY);
    FloatVector peak =
        fromArray(FLOAT, logOpacity, i)
            .fma(broadcast(FLOAT, AlphaPolynomial.SCALE), broadcast(FLOAT, AlphaPolynomial.SHIFT));
    FloatVector reach = peak.sub(AlphaPolynomial.S_MIN).mul(TWICE_PER_SCALE);
    FloatVector a = yy.mul(HALF_SCALE).div(fromArray(FLOAT, scratch, DET)).sqrt();
    a.intoArray(out.a, i);
    broadcast(FLOAT, 1).div(a).intoArray(out.perA, i);
    xy.div(yy).intoArray(out.skew, i);
    broadcast(FLOAT, HALF_SCALE).div(yy).sqrt().intoArray(out.d, i);
    peak.intoArray(out.peak, i);
    FloatVector extentX = reach.mul(xx).sqrt();
    xy.div(xx).mul(extentX).intoArray(out.rightDy, i);
    // The box takes the place of the covariance.
    extentX.intoArray(scratch, XX);
    reach.mul(yy).sqrt().intoArray(scratch, YY);
  }

  /**
   * The rows and stretches of tiles of the box; appends what can be seen to the list, and returns
   * its new length.
   */
  private static int visible(
      float[] scratch, ScreenSplats out, int width, int height, int i, int visible) {
    FloatVector right = broadcast(FLOAT, width - 1);
    FloatVector bottom = broadcast(FLOAT, height - 1);
    FloatVector x0 = fromArray(FLOAT, out.x, i).sub(fromArray(FLOAT, scratch, XX));
    FloatVector x1 = fromArray(FLOAT, out.x, i).add(fromArray(FLOAT, scratch, XX));
    FloatVector y0 = fromArray(FLOAT, out.y, i).sub(fromArray(FLOAT, scratch, YY));
    FloatVector y1 = fromArray(FLOAT, out.y, i).add(fromArray(FLOAT, scratch, YY));
    ((IntVector) x0.max(0).convert(VectorOperators.F2I, 0))
        .lanewise(VectorOperators.ASHR, STRETCH_SHIFT)
        .intoArray(out.stretch0, i);
    ((IntVector) x1.min(right).convert(VectorOperators.F2I, 0))
        .lanewise(VectorOperators.ASHR, STRETCH_SHIFT)
        .intoArray(out.stretch1, i);
    ((IntVector) y0.max(0).convert(VectorOperators.F2I, 0))
        .lanewise(VectorOperators.ASHR, TILE_SHIFT)
        .intoArray(out.tileY0, i);
    ((IntVector) y1.min(bottom).convert(VectorOperators.F2I, 0))
        .lanewise(VectorOperators.ASHR, TILE_SHIFT)
        .intoArray(out.tileY1, i);
    // Every compare is false for NaN; a > 0 is false where the determinant overflowed.
    FloatVector depth = fromArray(FLOAT, scratch, DEPTH);
    VectorMask<Float> seen =
        depth
            .compare(VectorOperators.GT, NEAR)
            .and(fromArray(FLOAT, out.a, i).compare(VectorOperators.GT, 0))
            .and(x0.compare(VectorOperators.LE, right))
            .and(x1.compare(VectorOperators.GE, 0))
            .and(y0.compare(VectorOperators.LE, bottom))
            .and(y1.compare(VectorOperators.GE, 0));
    depth.compress(seen).intoArray(out.visibleDepth, visible);
    Lanes.IOTA.add(i).compress(seen.cast(Lanes.INT)).intoArray(out.visibleIndex, visible);
    return visible + seen.trueCount();
  }
}
