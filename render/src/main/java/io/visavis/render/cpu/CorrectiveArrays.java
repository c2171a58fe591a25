package io.visavis.render.cpu;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.corrective.CorrectiveBasis;
import io.visavis.avatar.corrective.CorrectiveTarget;
import java.util.Arrays;
import java.util.List;

/**
 * The correctives of an avatar, and what of its Gaussians is needed in another form to correct
 * them. Immutable.
 *
 * @param triangles F
 * @param parent [N padded] triangle of each Gaussian
 * @param own [targets] bases with a change a Gaussian, by the ordinal of {@link CorrectiveTarget}
 * @param shared [targets] bases with a change a triangle
 * @param axes [9][N padded] unit columns of the local factors, row-major; empty where no basis
 *     turns or scales
 * @param scale [3][N padded] lengths of the columns; empty where {@code axes} is
 * @param opacity [N padded] 0..1
 * @param logit [N padded] ln(opacity / (1 - opacity)), infinite for 0 and 1
 */
public record CorrectiveArrays(
    int triangles,
    int[] parent,
    BasisArrays[] own,
    BasisArrays[] shared,
    float[][] axes,
    float[][] scale,
    float[] opacity,
    float[] logit) {
  /** All targets, by ordinal. */
  static final List<CorrectiveTarget> TARGETS = List.of(CorrectiveTarget.values());

  static CorrectiveArrays of(Avatar avatar) {
    GaussianCloud cloud = avatar.gaussians();
    int padded = RigArrays.padded(cloud.size());
    int triangles = avatar.mesh().triangleCount();
    List<CorrectiveBasis> bases = avatar.correctives().bases();
    boolean reshapes =
        avatar.correctives().change(CorrectiveTarget.ROTATION)
            || avatar.correctives().change(CorrectiveTarget.SCALE_LOG)
            || avatar.correctives().change(CorrectiveTarget.SCALE_LINEAR);
    CorrectiveArrays arrays =
        new CorrectiveArrays(
            triangles,
            Arrays.copyOf(cloud.parent(), padded),
            TARGETS.stream()
                .map(t -> BasisArrays.of(bases, t, false, cloud.size()))
                .toArray(BasisArrays[]::new),
            TARGETS.stream()
                .map(t -> BasisArrays.of(bases, t, true, triangles))
                .toArray(BasisArrays[]::new),
            new float[reshapes ? 9 : 0][padded],
            new float[reshapes ? 3 : 0][padded],
            Arrays.copyOf(cloud.opacity(), padded),
            logits(cloud.opacity(), padded));
    if (reshapes) {
      arrays.split(cloud);
    }
    return arrays;
  }

  private static float[] logits(float[] opacity, int padded) {
    float[] logit = new float[padded];
    Arrays.fill(logit, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < opacity.length; i++) {
      logit[i] = (float) Math.log(opacity[i] / (1 - (double) opacity[i]));
    }
    return logit;
  }

  /** Columns of the factors into directions and lengths. */
  private void split(GaussianCloud cloud) {
    for (int i = 0; i < cloud.size(); i++) {
      for (int k = 0; k < 3; k++) {
        double x = cloud.factor()[k][i];
        double y = cloud.factor()[3 + k][i];
        double z = cloud.factor()[6 + k][i];
        double length = Math.sqrt(x * x + y * y + z * z);
        double unit = length > 0 ? 1 / length : 0;
        axes[k][i] = (float) (unit * x);
        axes[3 + k][i] = (float) (unit * y);
        axes[6 + k][i] = (float) (unit * z);
        scale[k][i] = (float) length;
      }
    }
  }

  /** The bases of a target with a change a Gaussian. */
  public BasisArrays own(CorrectiveTarget target) {
    return own[target.ordinal()];
  }

  /** The bases of a target with a change a triangle. */
  public BasisArrays shared(CorrectiveTarget target) {
    return shared[target.ordinal()];
  }
}
