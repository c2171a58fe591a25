package io.visavis.avatar.retarget;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Retarget;

/**
 * Finds the retargeting under which the landmarks of a head move as those of another do: for each
 * driver of the other's motion the values of the head with the least weighted squared error of its
 * landmarks, plus a little of the squared values, within bounds. Gauss-Newton over the posed mesh,
 * since a jaw turns; coordinate descent within.
 */
public final class RetargetSolver {
  /** A value of 1 costs as much as all landmarks this far off, in distances between the eyes. */
  private static final double RIDGE = 0.0016;

  private static final double MOST_EXPRESSION = 5;
  private static final double MOST_JAW = 0.6;
  private static final int ROUNDS = 4;
  private static final int SWEEPS = 600;
  private static final int CHIN = 8;
  private static final int BROWS = 17;

  private final FaceMoves source;
  private final MotionSpace from;
  private final FaceMoves target;
  private final MotionSpace to;
  private final int count;
  private final double[] weights = new double[FaceMoves.SIZE];

  /**
   * What was found.
   *
   * @param retarget for the head
   * @param meanError of the drivers: mean distance of landmarks from where they should be, brows,
   *     nose, eyes, lips and chin, at 1, in distances between the eyes
   * @param worstError of one driver
   * @param worst that driver
   */
  public record Solution(Retarget retarget, double meanError, double worstError, String worst) {}

  private RetargetSolver(HeadMesh source, MotionSpace from, HeadMesh target, MotionSpace to) {
    this.source = new FaceMoves(source, from);
    this.from = from;
    this.target = new FaceMoves(target, to);
    this.to = to;
    this.count = Retarget.values(to);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = weight(i / 3);
    }
  }

  /**
   * Solves.
   *
   * @param source a head that motion of the space {@code from} moves, with landmarks
   * @param target the head, with landmarks
   * @param to its space
   * @throws IllegalArgumentException if landmarks are not known
   */
  public static Solution solve(HeadMesh source, MotionSpace from, HeadMesh target, MotionSpace to) {
    return new RetargetSolver(source, from, target, to).solve();
  }

  /** The contour of a face slides over its surface; lips are what people read. */
  private static double weight(int landmark) {
    if (landmark < BROWS) {
      return landmark == CHIN ? 1 : Math.abs(landmark - CHIN) == 1 ? 0.5 : 0.1;
    }
    return landmark >= 60 ? 1.5 : 1;
  }

  private Solution solve() {
    int drivers = Retarget.drivers(from);
    float[] matrix = new float[count * drivers];
    double[] wanted = new double[FaceMoves.SIZE];
    double sum = 0;
    double most = -1;
    int worst = 0;
    for (int d = 0; d < drivers; d++) {
      source.byDriver(d, wanted);
      double[] values = solve(wanted);
      for (int k = 0; k < count; k++) {
        matrix[k * drivers + d] = (float) values[k];
      }
      double error = error(values, wanted);
      sum += error / drivers;
      if (error > most) {
        most = error;
        worst = d;
      }
    }
    return new Solution(new Retarget(from, matrix), sum, most, name(worst));
  }

  private String name(int driver) {
    int own = Retarget.values(from);
    return from.names().get(driver % own) + (driver < own ? "" : " below 0");
  }

  private double[] solve(double[] wanted) {
    double[] values = new double[count];
    double[] moved = new double[FaceMoves.SIZE];
    double[] missing = new double[FaceMoves.SIZE];
    for (int round = 0; round < ROUNDS; round++) {
      target.at(values, moved);
      for (int i = 0; i < missing.length; i++) {
        missing[i] = wanted[i] - moved[i];
      }
      descend(jacobian(values, moved), missing, values);
    }
    return values;
  }

  /** [values][landmarks] one-sided, as coefficients of {@code arkit} are never negative. */
  private double[][] jacobian(double[] values, double[] moved) {
    double[][] out = new double[count][FaceMoves.SIZE];
    double[] at = values.clone();
    for (int k = 0; k < count; k++) {
      boolean down = to == MotionSpace.ARKIT && values[k] > 0.5;
      double step = (down ? -1 : 1) * (k < to.coefficients() ? 0.5 : 0.02);
      at[k] = values[k] + step;
      target.at(at, out[k]);
      at[k] = values[k];
      for (int i = 0; i < out[k].length; i++) {
        out[k][i] = (out[k][i] - moved[i]) / step;
      }
    }
    return out;
  }

  /** Least squares in the neighbourhood of {@code values}, which it changes. */
  private void descend(double[][] jacobian, double[] missing, double[] values) {
    double[][] hessian = new double[count][count];
    double[] slope = new double[count];
    double ridge = 0;
    for (double weight : weights) {
      ridge += weight * RIDGE * RIDGE / 3;
    }
    for (int a = 0; a < count; a++) {
      for (int b = 0; b <= a; b++) {
        for (int i = 0; i < missing.length; i++) {
          hessian[a][b] += weights[i] * jacobian[a][i] * jacobian[b][i];
        }
        hessian[b][a] = hessian[a][b];
      }
      for (int i = 0; i < missing.length; i++) {
        slope[a] += weights[i] * jacobian[a][i] * missing[i];
      }
    }
    double[] step = new double[count];
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int k = 0; k < count; k++) {
        double gradient = slope[k] - ridge * (values[k] + step[k]);
        for (int j = 0; j < count; j++) {
          gradient -= hessian[k][j] * step[j];
        }
        double next = values[k] + step[k] + gradient / (hessian[k][k] + ridge);
        step[k] = Math.min(Math.max(next, least(k)), most(k)) - values[k];
      }
    }
    for (int k = 0; k < count; k++) {
      values[k] += step[k];
    }
  }

  private double least(int value) {
    return to == MotionSpace.ARKIT ? 0 : -most(value);
  }

  private double most(int value) {
    if (to == MotionSpace.ARKIT) {
      return 1;
    }
    return value < to.coefficients() ? MOST_EXPRESSION : MOST_JAW;
  }

  private double error(double[] values, double[] wanted) {
    double[] moved = new double[FaceMoves.SIZE];
    target.at(values, moved);
    double sum = 0;
    int seen = 0;
    for (int l = 0; l < HeadMesh.LANDMARKS; l++) {
      if (l < BROWS && l != CHIN) {
        continue;
      }
      double square = 0;
      for (int c = 0; c < 3; c++) {
        double d = moved[3 * l + c] - wanted[3 * l + c];
        square += d * d;
      }
      sum += Math.sqrt(square);
      seen++;
    }
    return sum / seen;
  }
}
