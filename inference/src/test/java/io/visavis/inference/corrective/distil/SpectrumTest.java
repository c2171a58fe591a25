package io.visavis.inference.corrective.distil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Eigenvalues of matrices most of whose are nearly 0, as samples of few kinds give them. */
class SpectrumTest {
  @ParameterizedTest
  @CsvSource({"40,1,0", "120,1,1e-9", "300,2,1e-7", "300,3,0", "200,200,0"})
  void shouldPutTheMatrixTogetherAgain(int n, int rank, double noise) {
    Random random = new Random(n + rank);
    RealMatrix rows = MatrixUtils.createRealMatrix(n, rank);
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < rank; c++) {
        // In single precision, as changes of Gaussians are.
        rows.setEntry(r, c, (float) random.nextGaussian());
      }
    }
    RealMatrix gram = rows.multiplyTransposed(rows);
    for (int a = 0; a < n; a++) {
      for (int b = 0; b <= a; b++) {
        double more = noise * random.nextGaussian();
        gram.addToEntry(a, b, more);
        if (a != b) {
          gram.addToEntry(b, a, more);
        }
      }
    }
    Spectrum spectrum = Spectrum.of(gram);
    RealMatrix again =
        spectrum
            .vectors()
            .multiply(MatrixUtils.createRealDiagonalMatrix(spectrum.values()))
            .multiplyTransposed(spectrum.vectors());
    double largest = spectrum.values()[0];
    assertThat(again.subtract(gram).getFrobeniusNorm() / largest).isCloseTo(0, within(1e-6));
    RealMatrix one = spectrum.vectors().transposeMultiply(spectrum.vectors());
    assertThat(one.subtract(MatrixUtils.createRealIdentityMatrix(n)).getFrobeniusNorm())
        .isCloseTo(0, within(1e-6 * n));
    for (int i = 1; i < n; i++) {
      assertThat(spectrum.values()[i]).isLessThanOrEqualTo(spectrum.values()[i - 1]);
    }
  }
}
