package io.visavis.avatar.corrective;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import java.util.Arrays;

/**
 * The plain way from coefficients to changed Gaussians, in double precision; see {@link
 * CorrectiveTarget} for the formulas. The reference that fast versions are tested against. Owned by
 * one thread.
 *
 * <p>A coefficient that is not finite counts as 0; others are clamped to +-{@link #MAX}. A change
 * of a logarithm is clamped to +-{@link #MAX_LOG}, so that no scale is infinite.
 */
public final class Corrector {
  /** Largest magnitude of a coefficient. */
  public static final float MAX = 100;

  /** Largest magnitude of a change of the logarithm of a scale. */
  public static final double MAX_LOG = 30;

  private final GaussianCloud cloud;
  private final Correctives correctives;
  private final int triangles;
  private final double[] coefficients;
  private final double[] change = new double[4];
  private final double[] turn = new double[9];
  private final double[] axes = new double[9];

  /** Corrects the Gaussians of that avatar. */
  public Corrector(Avatar avatar) {
    this.cloud = avatar.gaussians();
    this.correctives = avatar.correctives();
    this.triangles = avatar.mesh().triangleCount();
    this.coefficients = new double[correctives.size()];
  }

  /** A coefficient as every back end takes it. */
  public static float tame(float coefficient) {
    return Float.isFinite(coefficient) ? Math.clamp(coefficient, -MAX, MAX) : 0;
  }

  /**
   * Takes the coefficients of a frame.
   *
   * @param values [K]
   */
  public void take(float[] values) {
    for (int k = 0; k < coefficients.length; k++) {
      coefficients[k] = tame(values[k]);
    }
  }

  /** Writes the local mean of Gaussian i [3]. */
  public void mean(int i, double[] out) {
    change(CorrectiveTarget.POSITION_LOCAL, i);
    for (int c = 0; c < 3; c++) {
      out[c] = cloud.mean()[c][i] + change[c];
    }
  }

  /** Writes what is added to the world mean of Gaussian i [3], metres. */
  public void worldOffset(int i, double[] out) {
    change(CorrectiveTarget.POSITION_WORLD, i);
    System.arraycopy(change, 0, out, 0, 3);
  }

  /** The opacity of Gaussian i, 0..1. */
  public double opacity(int i) {
    double o = cloud.opacity()[i];
    if (o > 0 && o < 1) {
      // Neither an opacity of 0 nor one of 1 has a logit that could be moved.
      change(CorrectiveTarget.OPACITY_LOGIT, i);
      o = o / (o + (1 - o) * Math.exp(-change[0]));
    }
    change(CorrectiveTarget.OPACITY_LINEAR, i);
    return Math.clamp(o + change[0], 0.0, 1.0);
  }

  /** Writes the colour of Gaussian i [3] that does not depend on the view; not clamped. */
  public void colour(int i, double[] out) {
    change(CorrectiveTarget.COLOUR, i);
    for (int c = 0; c < 3; c++) {
      out[c] = cloud.colour()[c][i] + change[c];
    }
  }

  /** Writes the local factor of Gaussian i [9], row-major. */
  public void factor(int i, double[] out) {
    for (int c = 0; c < 9; c++) {
      out[c] = cloud.factor()[c][i];
    }
    boolean rotates = correctives.change(CorrectiveTarget.ROTATION);
    boolean scales =
        correctives.change(CorrectiveTarget.SCALE_LOG)
            || correctives.change(CorrectiveTarget.SCALE_LINEAR);
    if (!rotates && !scales) {
      return;
    }
    double[] scale = new double[3];
    for (int k = 0; k < 3; k++) {
      scale[k] = Math.sqrt(out[k] * out[k] + out[3 + k] * out[3 + k] + out[6 + k] * out[6 + k]);
      double unit = scale[k] > 0 ? 1 / scale[k] : 0;
      for (int r = 0; r < 9; r += 3) {
        axes[r + k] = unit * out[r + k];
      }
    }
    change(CorrectiveTarget.SCALE_LOG, i);
    for (int k = 0; k < 3; k++) {
      scale[k] *= Math.exp(Math.clamp(change[k], -MAX_LOG, MAX_LOG));
    }
    change(CorrectiveTarget.SCALE_LINEAR, i);
    for (int k = 0; k < 3; k++) {
      scale[k] = Math.max(0, scale[k] + change[k]);
    }
    change(CorrectiveTarget.ROTATION, i);
    rotation(1 + change[0], change[1], change[2], change[3]);
    for (int r = 0; r < 9; r += 3) {
      for (int k = 0; k < 3; k++) {
        out[r + k] =
            scale[k] * (axes[r] * turn[k] + axes[r + 1] * turn[3 + k] + axes[r + 2] * turn[6 + k]);
      }
    }
  }

  /** turn = the rotation of a quaternion of any length; none where it has no length. */
  private void rotation(double w, double x, double y, double z) {
    double n = w * w + x * x + y * y + z * z;
    double s = n > 1e-20 ? 2 / n : 0;
    turn[0] = 1 - s * (y * y + z * z);
    turn[1] = s * (x * y - w * z);
    turn[2] = s * (x * z + w * y);
    turn[3] = s * (x * y + w * z);
    turn[4] = 1 - s * (x * x + z * z);
    turn[5] = s * (y * z - w * x);
    turn[6] = s * (x * z - w * y);
    turn[7] = s * (y * z + w * x);
    turn[8] = 1 - s * (x * x + y * y);
  }

  /** change = sum_k gamma_k b_k of Gaussian i over all bases of that target. */
  private void change(CorrectiveTarget target, int i) {
    Arrays.fill(change, 0);
    for (CorrectiveBasis basis : correctives.bases()) {
      if (basis.target() != target) {
        continue;
      }
      int domain = basis.shared() ? triangles : cloud.size();
      int at = basis.shared() ? cloud.parent()[i] : i;
      int channels = target.channels();
      for (int k = 0; k < basis.count(domain); k++) {
        for (int c = 0; c < channels; c++) {
          change[c] +=
              coefficients[basis.first() + k] * basis.values()[(k * channels + c) * domain + at];
        }
      }
    }
  }
}
