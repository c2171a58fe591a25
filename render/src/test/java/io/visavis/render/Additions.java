package io.visavis.render;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.Harmonics;
import io.visavis.avatar.corrective.CorrectiveBasis;
import io.visavis.avatar.corrective.CorrectiveTarget;
import io.visavis.avatar.corrective.Correctives;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** What tests add to avatars: correctives and harmonics by chance, of a size that shows. */
public final class Additions {
  /** Coefficients of the correctives. */
  public static final int COEFFICIENTS = 7;

  /** Every attribute, scale and opacity before their activation. */
  public static final List<CorrectiveTarget> BEFORE_ACTIVATION =
      List.of(
          CorrectiveTarget.POSITION_LOCAL,
          CorrectiveTarget.POSITION_WORLD,
          CorrectiveTarget.ROTATION,
          CorrectiveTarget.SCALE_LOG,
          CorrectiveTarget.OPACITY_LOGIT,
          CorrectiveTarget.COLOUR);

  /** Every attribute, scale and opacity after their activation. */
  public static final List<CorrectiveTarget> AFTER_ACTIVATION =
      List.of(
          CorrectiveTarget.POSITION_LOCAL,
          CorrectiveTarget.POSITION_WORLD,
          CorrectiveTarget.ROTATION,
          CorrectiveTarget.SCALE_LINEAR,
          CorrectiveTarget.OPACITY_LINEAR,
          CorrectiveTarget.COLOUR);

  private Additions() {}

  /** The avatar with colours that depend on the view. */
  public static Avatar seen(Avatar avatar, int degree, boolean turnsWithHead, long seed) {
    Random random = new Random(seed);
    GaussianCloud cloud = avatar.gaussians();
    int planes = 3 * ((degree + 1) * (degree + 1) - 1);
    return avatar.with(
        new GaussianCloud(
            cloud.binding(),
            cloud.parent(),
            cloud.origin(),
            cloud.mean(),
            cloud.factor(),
            cloud.opacity(),
            Scenes.planes(3, cloud.size(), () -> (float) (0.5 + 0.4 * random.nextGaussian())),
            new Harmonics(
                degree,
                turnsWithHead,
                Scenes.planes(planes, cloud.size(), () -> (float) (0.15 * random.nextGaussian())))),
        avatar.correctives());
  }

  /** The avatar, dark in front of its middle and many times brighter than white behind it. */
  public static Avatar lit(Avatar avatar) {
    GaussianCloud cloud = avatar.gaussians();
    float[] vertices = avatar.mesh().vertices();
    int[] triangles = avatar.mesh().triangles();
    float[][] colour = new float[3][cloud.size()];
    for (int i = 0; i < cloud.size(); i++) {
      float z = vertices[3 * triangles[3 * cloud.parent()[i]] + 2];
      for (float[] plane : colour) {
        plane[i] = z > 0 ? 0.02f : 7;
      }
    }
    return avatar.with(
        new GaussianCloud(
            cloud.binding(),
            cloud.parent(),
            cloud.origin(),
            cloud.mean(),
            cloud.factor(),
            cloud.opacity(),
            colour,
            new Harmonics(1, false, new float[9][cloud.size()])),
        avatar.correctives());
  }

  /**
   * The avatar with two bases over each of the targets: one over its Gaussians, and one over its
   * triangles that shares two coefficients with it.
   */
  public static Avatar corrected(Avatar avatar, long seed, List<CorrectiveTarget> targets) {
    Random random = new Random(seed);
    List<CorrectiveBasis> bases = new ArrayList<>();
    for (CorrectiveTarget target : targets) {
      bases.add(basis(avatar, target, false, 0, 5, random));
      bases.add(basis(avatar, target, true, 3, COEFFICIENTS - 3, random));
    }
    List<String> names = IntStream.range(0, COEFFICIENTS).mapToObj(k -> "coefficient" + k).toList();
    return avatar.with(avatar.gaussians(), new Correctives(names, bases));
  }

  private static CorrectiveBasis basis(
      Avatar avatar, CorrectiveTarget target, boolean shared, int first, int count, Random random) {
    int domain = shared ? avatar.mesh().triangleCount() : avatar.gaussians().size();
    double[] sizes =
        IntStream.range(0, target.channels()).mapToDouble(c -> size(avatar, target, c)).toArray();
    float[] values = new float[count * target.channels() * domain];
    for (int i = 0; i < values.length; i++) {
      double value = 0.3 * sizes[i / domain % target.channels()] * random.nextGaussian();
      values[i] = reaches(i / domain / target.channels(), i % domain) ? (float) value : 0;
    }
    return new CorrectiveBasis(target, shared, first, values);
  }

  /** The first row changes everything, others a part here and there, as a wrinkle does. */
  private static boolean reaches(int row, int element) {
    return row == 0 || element / 50 % 3 == row % 3;
  }

  /** About how large a change is that shows and does not destroy. */
  private static double size(Avatar avatar, CorrectiveTarget target, int channel) {
    return switch (target) {
      case POSITION_LOCAL -> middle(avatar.gaussians().mean()[channel]);
      case POSITION_WORLD -> 0.005;
      case ROTATION -> 0.5;
      case SCALE_LOG -> 0.6;
      case SCALE_LINEAR -> middle(avatar.gaussians().factor()[channel]);
      case OPACITY_LOGIT -> 3;
      case OPACITY_LINEAR, COLOUR -> 0.5;
    };
  }

  private static double middle(float[] plane) {
    double[] sorted =
        IntStream.range(0, plane.length).mapToDouble(i -> Math.abs(plane[i])).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** Coefficients by chance: one is 0, and one is no number where that is asked. */
  public static float[] coefficients(Avatar avatar, long seed, boolean broken) {
    Random random = new Random(seed);
    float[] out = new float[avatar.correctives().size()];
    for (int k = 0; k < out.length; k++) {
      out[k] = (float) random.nextGaussian();
    }
    if (out.length > 0) {
      out[1] = 0;
      out[4] = broken ? Float.NaN : out[4];
    }
    return out;
  }
}
