package io.visavis.render.vector;

import static io.visavis.render.vector.Lanes.FLOAT;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import io.visavis.avatar.corrective.CorrectiveTarget;
import io.visavis.avatar.corrective.Corrector;
import io.visavis.render.cpu.CorrectedCloud;
import io.visavis.render.cpu.CorrectiveArrays;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Correctives of rotation and scale: M' = R q diag(s'), where the columns of M are those of R, of
 * unit length, times s.
 */
final class Reshape {
  private static final float MAX_LOG = (float) Corrector.MAX_LOG;

  /** Below this squared length a quaternion is no rotation. */
  private static final float TINY = 1e-20f;

  private static final int ZERO = 0;
  private static final int ONE = Lanes.COUNT;

  /** A value to work on. */
  private static final int VALUE = 2 * Lanes.COUNT;

  /** Three scales. */
  private static final int SCALE = 3 * Lanes.COUNT;

  /** w, x, y, z. */
  private static final int QUATERNION = 6 * Lanes.COUNT;

  /** The rotation of the quaternion, row-major. */
  private static final int TURN = 10 * Lanes.COUNT;

  /** Floats of the scratch that {@link #reshape} takes. */
  static final int SCRATCH = 19 * Lanes.COUNT;

  private Reshape() {}

  /** Writes the factors of n Gaussians. */
  static void reshape(CorrectiveArrays arrays, CorrectedCloud out, float[] scratch, int n) {
    Arrays.fill(scratch, ZERO, ZERO + Lanes.COUNT, 0);
    Arrays.fill(scratch, ONE, ONE + Lanes.COUNT, 1);
    boolean log = out.changes(CorrectiveTarget.SCALE_LOG);
    boolean linear = out.changes(CorrectiveTarget.SCALE_LINEAR);
    for (int i = 0; i < n; i += Lanes.COUNT) {
      for (int k = 0; k < 3; k++) {
        int at = SCALE + k * Lanes.COUNT;
        fromArray(FLOAT, arrays.scale()[k], i).intoArray(scratch, at);
        if (log) {
          BasisSum.change(
              arrays, out, CorrectiveTarget.SCALE_LOG, k, i, scratch, ZERO, scratch, VALUE);
          clamp(scratch);
          Exponential.exp(scratch, VALUE);
          multiply(scratch, at);
        }
        if (linear) {
          BasisSum.change(
              arrays, out, CorrectiveTarget.SCALE_LINEAR, k, i, scratch, at, scratch, at);
          fromArray(FLOAT, scratch, at).max(0).intoArray(scratch, at);
        }
      }
      for (int c = 0; c < 4; c++) {
        BasisSum.change(
            arrays,
            out,
            CorrectiveTarget.ROTATION,
            c,
            i,
            scratch,
            c == 0 ? ONE : ZERO,
            scratch,
            QUATERNION + c * Lanes.COUNT);
      }
      turn(scratch);
      for (int r = 0; r < 3; r++) {
        for (int k = 0; k < 3; k++) {
          factor(scratch, arrays.axes(), r, k, out.factor()[3 * r + k], i);
        }
      }
    }
  }

  private static void clamp(float[] scratch) {
    fromArray(FLOAT, scratch, VALUE).min(MAX_LOG).max(-MAX_LOG).intoArray(scratch, VALUE);
  }

  private static void multiply(float[] scratch, int at) {
    fromArray(FLOAT, scratch, at).mul(fromArray(FLOAT, scratch, VALUE)).intoArray(scratch, at);
  }

  /** The rotation of a quaternion of any length; none where it has no length. */
  private static void turn(float[] scratch) {
    FloatVector w = fromArray(FLOAT, scratch, QUATERNION);
    FloatVector x = fromArray(FLOAT, scratch, QUATERNION + Lanes.COUNT);
    FloatVector y = fromArray(FLOAT, scratch, QUATERNION + 2 * Lanes.COUNT);
    FloatVector z = fromArray(FLOAT, scratch, QUATERNION + 3 * Lanes.COUNT);
    FloatVector n = w.fma(w, x.fma(x, y.fma(y, z.mul(z))));
    FloatVector s = broadcast(FLOAT, 2).div(n).blend(0, n.compare(VectorOperators.LE, TINY));
    FloatVector one = broadcast(FLOAT, 1);
    one.sub(s.mul(y.fma(y, z.mul(z)))).intoArray(scratch, TURN);
    s.mul(x.mul(y).sub(w.mul(z))).intoArray(scratch, TURN + Lanes.COUNT);
    s.mul(x.mul(z).add(w.mul(y))).intoArray(scratch, TURN + 2 * Lanes.COUNT);
    s.mul(x.mul(y).add(w.mul(z))).intoArray(scratch, TURN + 3 * Lanes.COUNT);
    one.sub(s.mul(x.fma(x, z.mul(z)))).intoArray(scratch, TURN + 4 * Lanes.COUNT);
    s.mul(y.mul(z).sub(w.mul(x))).intoArray(scratch, TURN + 5 * Lanes.COUNT);
    s.mul(x.mul(z).sub(w.mul(y))).intoArray(scratch, TURN + 6 * Lanes.COUNT);
    s.mul(y.mul(z).add(w.mul(x))).intoArray(scratch, TURN + 7 * Lanes.COUNT);
    one.sub(s.mul(x.fma(x, y.mul(y)))).intoArray(scratch, TURN + 8 * Lanes.COUNT);
  }

  /** One value of R q diag(s). */
  private static void factor(float[] scratch, float[][] axes, int r, int k, float[] out, int i) {
    int at = TURN + k * Lanes.COUNT;
    fromArray(FLOAT, axes[3 * r], i)
        .fma(
            fromArray(FLOAT, scratch, at),
            fromArray(FLOAT, axes[3 * r + 1], i)
                .fma(
                    fromArray(FLOAT, scratch, at + 3 * Lanes.COUNT),
                    fromArray(FLOAT, axes[3 * r + 2], i)
                        .mul(fromArray(FLOAT, scratch, at + 6 * Lanes.COUNT))))
        .mul(fromArray(FLOAT, scratch, SCALE + k * Lanes.COUNT))
        .intoArray(out, i);
  }
}
