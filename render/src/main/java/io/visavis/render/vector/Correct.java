package io.visavis.render.vector;

import static io.visavis.render.vector.Lanes.FLOAT;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import io.visavis.avatar.corrective.CorrectiveTarget;
import io.visavis.render.cpu.CloudArrays;
import io.visavis.render.cpu.CorrectedCloud;
import io.visavis.render.cpu.CorrectiveArrays;
import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;

/**
 * Correctives: fills what the coefficients of a frame change, one attribute after the other, each
 * in one pass over its bases. {@link CorrectiveTarget} has the formulas.
 */
final class Correct {
  private static final List<CorrectiveTarget> TARGETS = List.of(CorrectiveTarget.values());

  /** Zeros, where sums begin that have nothing to be added to. */
  private static final int ZERO = 0;

  /** A value to work on. */
  private static final int VALUE = Lanes.COUNT;

  /** Floats of the scratch that {@link #correct} takes. */
  static final int SCRATCH = Math.max(2 * Lanes.COUNT, Reshape.SCRATCH);

  /** Opacities below it count as it: the logarithm stays finite, and nothing is drawn. */
  private static final float FAINT = 1e-30f;

  private Correct() {}

  /**
   * Corrects a cloud.
   *
   * @param coefficients [K] of the frame
   * @param scratch [{@link #SCRATCH}]
   */
  static void correct(
      CloudArrays cloud, float[] coefficients, CorrectedCloud out, float[] scratch) {
    if (!out.begin(cloud, coefficients)) {
      return;
    }
    Arrays.fill(scratch, ZERO, ZERO + Lanes.COUNT, 0);
    CorrectiveArrays arrays = cloud.correctives();
    for (int t = 0; t < TARGETS.size(); t++) {
      if (out.shared(TARGETS.get(t)).count() > 0) {
        BasisSum.triangles(arrays, out, TARGETS.get(t), scratch);
      }
    }
    int n = cloud.size();
    if (out.changes(CorrectiveTarget.POSITION_LOCAL)) {
      add(arrays, out, CorrectiveTarget.POSITION_LOCAL, cloud.mean(), out.mean(), n);
    }
    if (out.changes(CorrectiveTarget.POSITION_WORLD)) {
      offset(arrays, out, scratch, n);
    }
    if (out.changes(CorrectiveTarget.COLOUR)) {
      add(arrays, out, CorrectiveTarget.COLOUR, cloud.rgb(), out.rgb(), n);
      if (!cloud.harmonics().any()) {
        Colours.finish(out.rgb(), out.yuv(), n);
      }
    }
    if (out.changes(CorrectiveTarget.OPACITY_LOGIT)) {
      logit(arrays, out, scratch, n);
    }
    if (out.changes(CorrectiveTarget.OPACITY_LINEAR)) {
      opacity(arrays, out, scratch, n);
    }
    if (out.reshapes()) {
      Reshape.reshape(arrays, out, scratch, n);
    }
  }

  private static void add(
      CorrectiveArrays arrays,
      CorrectedCloud out,
      CorrectiveTarget target,
      float[][] from,
      float[][] to,
      int n) {
    for (int i = 0; i < n; i += Lanes.COUNT) {
      for (int c = 0; c < 3; c++) {
        BasisSum.change(arrays, out, target, c, i, from[c], i, to[c], i);
      }
    }
  }

  private static void offset(CorrectiveArrays arrays, CorrectedCloud out, float[] scratch, int n) {
    float[][] to = out.offset();
    for (int i = 0; i < n; i += Lanes.COUNT) {
      for (int c = 0; c < 3; c++) {
        BasisSum.change(
            arrays, out, CorrectiveTarget.POSITION_WORLD, c, i, scratch, ZERO, to[c], i);
      }
    }
  }

  /** ln(sigmoid(x)) = -ln(1 + e^-x), x = logit + d. */
  private static void logit(CorrectiveArrays arrays, CorrectedCloud out, float[] scratch, int n) {
    for (int i = 0; i < n; i += Lanes.COUNT) {
      BasisSum.change(
          arrays, out, CorrectiveTarget.OPACITY_LOGIT, 0, i, arrays.logit(), i, scratch, VALUE);
      fromArray(FLOAT, scratch, VALUE)
          .neg()
          .min(Exponential.MAX)
          .max(-Exponential.MAX)
          .intoArray(scratch, VALUE);
      Exponential.exp(scratch, VALUE);
      fromArray(FLOAT, scratch, VALUE).add(1).intoArray(scratch, VALUE);
      Exponential.log(scratch, VALUE);
      fromArray(FLOAT, scratch, VALUE).neg().intoArray(out.logOpacity(), i);
    }
  }

  private static void opacity(CorrectiveArrays arrays, CorrectedCloud out, float[] scratch, int n) {
    for (int i = 0; i < n; i += Lanes.COUNT) {
      BasisSum.change(
          arrays, out, CorrectiveTarget.OPACITY_LINEAR, 0, i, arrays.opacity(), i, scratch, VALUE);
      FloatVector o = fromArray(FLOAT, scratch, VALUE);
      o.min(1).max(broadcast(FLOAT, FAINT)).intoArray(scratch, VALUE);
      Exponential.log(scratch, VALUE);
      fromArray(FLOAT, scratch, VALUE).intoArray(out.logOpacity(), i);
    }
  }
}
