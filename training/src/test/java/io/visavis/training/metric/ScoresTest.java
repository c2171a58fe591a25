package io.visavis.training.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.metric.Frechet;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoresTest {
  @Test
  void shouldMeasureTheDistanceOfTwoGaussians() {
    double[][] x = cloud(1, 2, 4000, 1);
    assertThat(Frechet.distance(x, x)).isCloseTo(0, within(1e-9));
    // Three further along one axis.
    double[][] moved =
        Arrays.stream(x).map(p -> new double[] {p[0] + 3, p[1]}).toArray(double[][]::new);
    assertThat(Frechet.distance(x, moved)).isCloseTo(9, within(1e-6));
    // Twice as wide: (2 s - s)^2 for each axis, with s^2 what the cloud has.
    double[][] wide =
        Arrays.stream(x).map(p -> new double[] {2 * p[0], 2 * p[1]}).toArray(double[][]::new);
    double[] mean = Frechet.mean(x);
    double expected = 0;
    for (int c = 0; c < 2; c++) {
      double variance = 0;
      for (double[] p : x) {
        variance += (p[c] - mean[c]) * (p[c] - mean[c]) / (x.length - 1);
      }
      expected += variance + mean[c] * mean[c];
    }
    assertThat(Frechet.distance(x, wide)).isCloseTo(expected, within(1e-6));
  }

  /** Two clouds that are each the same, but go together with the partner in one case only. */
  @Test
  void shouldSeeInPairsWhatFramesAloneDoNotShow() {
    double[][] partner = cloud(1, 2, 3000, 2);
    double[][] follows = partner.clone();
    double[][] ignores = cloud(1, 2, 3000, 3);
    assertThat(Frechet.distance(follows, ignores)).isLessThan(0.05);
    assertThat(Frechet.paired(partner, follows, ignores)).isGreaterThan(1);
  }

  @Test
  void shouldCountHowManyPosesThereAre() {
    double[][] four = new double[4000][];
    for (int n = 0; n < four.length; n++) {
      four[n] = new double[] {n % 4 * 10, n % 2};
    }
    ShannonIndex index = ShannonIndex.fit(List.of(four), 4);
    assertThat(index.of(four)).isCloseTo(2, within(1e-3));
    double[][] one = new double[50][];
    Arrays.fill(one, four[0]);
    assertThat(index.of(one)).isCloseTo(0, within(1e-3));
  }

  @Test
  void shouldFindNothingWrongWithTheTruth() {
    double[][] truth = cloud(1, 3, 500, 4);
    double[][] partner = cloud(1, 3, 500, 5);
    ShannonIndex index = ShannonIndex.fit(List.of(truth), 10);
    Scores right = Scores.of(truth, truth, partner, 10, index);
    assertThat(right.fd()).isCloseTo(0, within(1e-9));
    assertThat(right.pairedFd()).isCloseTo(0, within(1e-9));
    assertThat(right.mse()).isZero();
    assertThat(right.rpcc()).isZero();
    assertThat(right.sid()).isCloseTo(right.swappedSid(), within(1e-6));
    // A face that copies the partner correlates with them by 1; the truth by hardly anything.
    assertThat(Scores.of(truth, partner, partner, 10, index).rpcc()).isGreaterThan(0.85);
  }

  @Test
  void shouldJudgeAFaceThatDoesNotMove() {
    double[][] truth = cloud(1, 48, 400, 6);
    double[][] still = new double[400][48];
    Scores scores = Scores.of(truth, still, truth, 40, ShannonIndex.fit(List.of(truth), 40));
    assertThat(scores.fd()).isPositive().isFinite();
    assertThat(scores.sid()).isCloseTo(0, within(1e-3));
  }

  @Test
  void shouldKnowASlowHeadFromANoddingOne() {
    HeadMotion slow = HeadMotion.of(swinging(0.25, 0.1));
    assertThat(slow.spread()).isCloseTo(0.1 / Math.sqrt(2), within(1e-3));
    assertThat(slow.slow()).isGreaterThan(0.99);
    HeadMotion nodding = HeadMotion.of(swinging(3, 0.05));
    assertThat(nodding.slow()).isLessThan(0.01);
    assertThat(nodding.nodding()).isGreaterThan(0.99);
  }

  private static float[][] swinging(double hertz, double size) {
    float[][] face = new float[1000][MotionSpace.ARKIT.size()];
    for (int n = 0; n < face.length; n++) {
      face[n][ArkitChannel.HEAD_PITCH.ordinal()] =
          (float) (size * Math.sin(2 * Math.PI * hertz * n / MotionSpace.FPS));
    }
    return face;
  }

  private static double[][] cloud(double size, int d, int n, long seed) {
    Random random = new Random(seed);
    double[][] out = new double[n][d];
    for (double[] row : out) {
      for (int c = 0; c < d; c++) {
        row[c] = size * random.nextGaussian();
      }
    }
    return out;
  }
}
