package io.visavis.avatar.importer.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HarmonicTurnTest {
  private static final int GAUSSIANS = 5;

  /** What is seen along R d after the turn is what was seen along d before. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void shouldTurnWhatIsSeen(int degree) {
    SplittableRandom random = new SplittableRandom(degree);
    int count = (degree + 1) * (degree + 1) - 1;
    float[][] before = new float[3 * count][GAUSSIANS];
    float[][] after = new float[3 * count][];
    for (int k = 0; k < before.length; k++) {
      for (int i = 0; i < GAUSSIANS; i++) {
        before[k][i] = (float) random.nextDouble(-1, 1);
      }
      after[k] = before[k].clone();
    }
    double[] rotation = HeadScan.turn(direction(random), 2.4);
    new HarmonicTurn(rotation).turn(after);
    for (int trial = 0; trial < 50; trial++) {
      double[] d = direction(random);
      double[] old = HarmonicTurn.values(d);
      double[] turned = HarmonicTurn.values(new Similarity(1, rotation, new double[3]).apply(d));
      for (int channel = 0; channel < 3; channel++) {
        for (int i = 0; i < GAUSSIANS; i++) {
          double expected = 0;
          double got = 0;
          for (int k = 0; k < count; k++) {
            expected += before[channel * count + k][i] * old[k];
            got += after[channel * count + k][i] * turned[k];
          }
          assertThat(got).isCloseTo(expected, within(1e-5));
        }
      }
    }
  }

  private static double[] direction(SplittableRandom random) {
    return Vector.unit(
        new double[] {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()});
  }
}
