package io.visavis.render.cpu;

import io.visavis.avatar.corrective.Corrector;

/**
 * What drives the rows of a basis in a frame. Scratch of one back end instance; grows with the
 * largest basis seen, then allocates nothing.
 */
public final class ActiveRows {
  private int count;
  private float[] weight = new float[0];

  /** Takes the coefficients of a frame, as they come. */
  void take(BasisArrays basis, float[] coefficients) {
    int rows = basis.coefficient().length;
    if (weight.length < rows) {
      weight = new float[rows];
    }
    count = 0;
    for (int row = 0; row < rows; row++) {
      weight[row] = Corrector.tame(coefficients[basis.coefficient()[row]]);
      if (weight[row] != 0) {
        count++;
      }
    }
  }

  /** How many rows there are whose coefficients are not 0. */
  public int count() {
    return count;
  }

  /** [rows of the basis] the coefficient of each. */
  public float[] weight() {
    return weight;
  }
}
