package io.visavis.avatar.check;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.corrective.CorrectiveBasis;
import io.visavis.avatar.corrective.CorrectiveTarget;
import io.visavis.avatar.rig.Binding;
import java.util.Locale;
import java.util.Optional;

/**
 * Do correctives turn Gaussians of the binding {@code affine} out of their triangles' planes? Two
 * of its local axes are in parts of an edge and the third in metres, so that such a turn is none:
 * what was thin along the normal becomes as long as what lay in the plane, in metres for edges.
 */
public final class TurnCheck {
  /** Half the sine of the angle; less is not seen. */
  private static final double LEAST = 0.005;

  private TurnCheck() {}

  /** What is doubtful about an avatar's rotations, if anything. */
  public static Optional<Finding> check(Avatar avatar) {
    if (avatar.gaussians().binding() != Binding.AFFINE) {
      return Optional.empty();
    }
    double most = 0;
    for (CorrectiveBasis basis : avatar.correctives().bases()) {
      if (basis.target() == CorrectiveTarget.ROTATION) {
        most = Math.max(most, outOfPlane(avatar, basis));
      }
    }
    if (most < LEAST) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.doubtful(
            String.format(
                Locale.ROOT,
                "Correctives turn Gaussians by up to %.0f degrees out of their triangles' planes at"
                    + " a coefficient of 1, and in the binding 'affine' that makes long needles, for"
                    + " its axes are parts of an edge and metres; only turns within the plane are"
                    + " right there, or the binding 'frame' or 'barycentric'.",
                Math.toDegrees(2 * Math.atan(most)))));
  }

  /** The largest part of a quaternion's vector that lies in a triangle's plane. */
  private static double outOfPlane(Avatar avatar, CorrectiveBasis basis) {
    GaussianCloud cloud = avatar.gaussians();
    int domain = basis.shared() ? avatar.mesh().triangleCount() : cloud.size();
    double most = 0;
    for (int k = 0; k < basis.count(domain); k++) {
      for (int i = 0; i < cloud.size(); i++) {
        int at = 4 * k * domain + (basis.shared() ? cloud.parent()[i] : i);
        // The quaternion turns about the Gaussian's own axes, the columns of its factor.
        double[] v = new double[3];
        for (int c = 0; c < 3; c++) {
          double length = length(cloud.factor(), c, i);
          for (int r = 0; r < 3 && length > 0; r++) {
            v[r] += cloud.factor()[3 * r + c][i] / length * basis.values()[at + (c + 1) * domain];
          }
        }
        most = Math.max(most, Math.hypot(v[0], v[1]));
      }
    }
    return most;
  }

  private static double length(float[][] factor, int column, int i) {
    double sum = 0;
    for (int r = 0; r < 9; r += 3) {
      sum += (double) factor[r + column][i] * factor[r + column][i];
    }
    return Math.sqrt(sum);
  }
}
