package io.visavis.inference.corrective.distil;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures what a fit leaves of held-out rows. Owned by one thread. */
final class Residual {
  private final ChangeScale scale;
  private final RankFit fit;
  private final double[][] squares = new double[ChangePart.values().length][3];
  private final double[] energy = new double[3];
  private int samples;

  Residual(ChangeScale scale, RankFit fit) {
    this.scale = scale;
    this.fit = fit;
  }

  /**
   * Counts a row.
   *
   * @param predicted [k] along the directions of the fit
   */
  void add(float[] row, double[] predicted) {
    samples++;
    take(0, row);
    take(1, without(row, fit.project(row)));
    take(2, without(row, predicted));
  }

  private float[] without(float[] row, double[] coefficients) {
    float[] left = row.clone();
    for (int j = 0; j < coefficients.length; j++) {
      RankFit.add(-coefficients[j], fit.directions()[j], left);
    }
    return left;
  }

  private void take(int column, float[] row) {
    for (float value : row) {
      energy[column] += (double) value * value;
    }
    for (ChangePart part : ChangePart.values()) {
      squares[part.ordinal()][column] += scale.squares(part, row);
    }
  }

  DistilReport report() {
    List<DistilReport.Part> parts = new ArrayList<>();
    for (ChangePart part : ChangePart.values()) {
      double values = (double) samples * scale.width() / ChangePart.CHANNELS * part.channels();
      double[] sums = squares[part.ordinal()];
      parts.add(
          new DistilReport.Part(
              part.name().toLowerCase(Locale.ROOT),
              Math.sqrt(sums[0] / values),
              Math.sqrt(sums[1] / values),
              Math.sqrt(sums[2] / values)));
    }
    double all = Math.max(energy[0], 1e-30);
    return new DistilReport(fit.size(), samples, parts, energy[1] / all, energy[2] / all);
  }
}
