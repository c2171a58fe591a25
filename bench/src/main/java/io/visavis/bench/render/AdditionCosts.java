package io.visavis.bench.render;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.Harmonics;
import io.visavis.avatar.corrective.CorrectiveBasis;
import io.visavis.avatar.corrective.CorrectiveTarget;
import io.visavis.avatar.corrective.Correctives;
import io.visavis.render.vector.VectorBackend;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What correctives and harmonics cost the vector back end. The changes are too small to be seen, so
 * that the picture, and with it the rest of the frame, is the same with and without.
 */
final class AdditionCosts {
  /** Gaussians of the avatar. */
  static final int GAUSSIANS = 20_000;

  /** Coefficients of the correctives. */
  static final int COEFFICIENTS = 16;

  private static final int SIZE = 256;
  private static final int WARM_UP = 200;
  private static final int FRAMES_A_ROUND = 40;
  private static final float UNSEEN = 1e-7f;
  private static final List<CorrectiveTarget> ALL =
      List.of(
          CorrectiveTarget.POSITION_LOCAL,
          CorrectiveTarget.ROTATION,
          CorrectiveTarget.SCALE_LOG,
          CorrectiveTarget.OPACITY_LOGIT,
          CorrectiveTarget.COLOUR);

  private AdditionCosts() {}

  /** Measures each, rounds of 40 frames with and without in turn. */
  static List<AdditionCost> measure(int rounds) {
    Avatar plain = StressScene.build(GAUSSIANS);
    Correctives positions = correctives(List.of(CorrectiveTarget.POSITION_LOCAL));
    return List.of(
        cost(
            COEFFICIENTS + " coefficients, positions",
            plain,
            plain.with(plain.gaussians(), positions),
            rounds),
        cost(
            COEFFICIENTS + " coefficients, all attributes",
            plain,
            plain.with(plain.gaussians(), correctives(ALL)),
            rounds),
        cost(
            "harmonics of degree 3",
            plain,
            plain.with(seen(plain.gaussians()), Correctives.NONE),
            rounds));
  }

  private static AdditionCost cost(String what, Avatar plain, Avatar more, int rounds) {
    Contender without = new Contender(new VectorBackend(), plain, SIZE);
    Contender with = new Contender(new VectorBackend(), more, SIZE);
    without.warmUp(WARM_UP);
    with.warmUp(WARM_UP);
    for (int frame = 0; frame < FRAMES_A_ROUND * rounds; frame++) {
      without.measure(1);
      with.measure(1);
    }
    return new AdditionCost(
        what, with.pose.medianAbove(without.pose), with.frame.medianAbove(without.frame));
  }

  private static Correctives correctives(List<CorrectiveTarget> targets) {
    Random random = new Random(16);
    return new Correctives(
        IntStream.range(0, COEFFICIENTS).mapToObj(k -> "k" + k).toList(),
        targets.stream()
            .map(
                target ->
                    new CorrectiveBasis(
                        target,
                        false,
                        0,
                        values(random, COEFFICIENTS * target.channels() * GAUSSIANS)))
            .toList());
  }

  private static GaussianCloud seen(GaussianCloud cloud) {
    Random random = new Random(3);
    float[][] coefficients = new float[3 * 15][];
    for (int p = 0; p < coefficients.length; p++) {
      coefficients[p] = values(random, GAUSSIANS);
    }
    return new GaussianCloud(
        cloud.binding(),
        cloud.parent(),
        cloud.origin(),
        cloud.mean(),
        cloud.factor(),
        cloud.opacity(),
        cloud.colour(),
        new Harmonics(3, true, coefficients));
  }

  private static float[] values(Random random, int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = UNSEEN * (float) random.nextGaussian();
    }
    return values;
  }
}
