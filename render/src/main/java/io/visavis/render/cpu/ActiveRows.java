package io.visavis.render.cpu;

import io.visavis.avatar.corrective.Corrector;
import java.util.Arrays;

/**
 * The rows of a basis whose coefficients are not 0 in a frame. Scratch of one back end instance;
 * grows with the largest basis seen, then allocates nothing.
 */
public final class ActiveRows {
  private int count;
  private int[] offset = new int[0];
  private float[] weight = new float[0];

  /** Takes the coefficients of a frame, as they come. */
  void take(BasisArrays basis, float[] coefficients) {
    int rows = basis.coefficient().length;
    if (offset.length < rows + 1) {
      offset = new int[rows + 1];
      weight = new float[rows + 1];
    }
    count = 0;
    for (int row = 0; row < rows; row++) {
      float w = Corrector.tame(coefficients[basis.coefficient()[row]]);
      if (w != 0) {
        offset[count] = row * Blocks.SIDE;
        weight[count++] = w;
      }
    }
    // Pairs of rows are summed: one that is left over is paired with nothing.
    Arrays.fill(offset, count, count + 1, 0);
    Arrays.fill(weight, count, count + 1, 0);
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** [{@link #count}, and one more] where each is, from row 0 on. */
  public int[] offset() {
    return offset;
  }

  /** [{@link #count}, and one more] the coefficient of each; 0 beyond the end. */
  public float[] weight() {
    return weight;
  }
}
