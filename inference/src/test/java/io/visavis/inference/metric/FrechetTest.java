package io.visavis.inference.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FrechetTest {
  @Test
  void shouldFindTheSameWhereThereAreMoreValuesThanFrames() {
    double[][] x = cloud(30, 1, 0);
    double[][] y = cloud(25, 2, 0.7);
    double few = Frechet.distance(x, y);
    // The same clouds among values that never move.
    assertThat(Frechet.distance(widened(x, 60), widened(y, 60))).isCloseTo(few, within(1e-6));
    assertThat(few).isGreaterThan(1);
  }

  @Test
  void shouldMeasureAMoveOfFewFramesOfManyValues() {
    double[][] x = widened(cloud(8, 3, 0), 40);
    double[][] moved = widened(cloud(8, 3, 0), 40);
    for (double[] row : moved) {
      row[39] += 3;
    }
    assertThat(Frechet.distance(x, x)).isCloseTo(0, within(1e-9));
    assertThat(Frechet.distance(x, moved)).isCloseTo(9, within(1e-9));
  }

  @Test
  void shouldSayWhichValuesADistanceComesFrom() {
    double[][] x = cloud(300, 4, 0);
    double[][] y = cloud(300, 4, 0);
    for (double[] row : y) {
      row[1] += 2;
      row[3] *= 3;
    }
    Frechet.Shares shares = Frechet.shares(x, y);
    assertThat(shares.means()[1]).isCloseTo(4, within(1e-9));
    assertThat(shares.spreads()[3]).isGreaterThan(10 * shares.spreads()[1]);
    assertThat(sum(shares.means()) + sum(shares.spreads()))
        .isCloseTo(Frechet.distance(x, y), within(1e-9));
    // As well where values outnumber frames.
    double[][] few = widened(cloud(12, 5, 0), 40);
    double[][] fewer = widened(cloud(9, 6, 0.3), 40);
    Frechet.Shares wide = Frechet.shares(few, fewer);
    assertThat(sum(wide.means()) + sum(wide.spreads()))
        .isCloseTo(Frechet.distance(few, fewer), within(1e-6));
  }

  private static double sum(double[] values) {
    return java.util.Arrays.stream(values).sum();
  }

  private static double[][] cloud(int frames, long seed, double shift) {
    Random random = new Random(seed);
    double[][] out = new double[frames][4];
    for (double[] row : out) {
      for (int c = 0; c < row.length; c++) {
        row[c] = shift + (c + 1) * random.nextGaussian() + (c > 0 ? row[c - 1] / 2 : 0);
      }
    }
    return out;
  }

  private static double[][] widened(double[][] x, int width) {
    double[][] out = new double[x.length][];
    for (int n = 0; n < x.length; n++) {
      out[n] = java.util.Arrays.copyOf(x[n], width);
    }
    return out;
  }
}
