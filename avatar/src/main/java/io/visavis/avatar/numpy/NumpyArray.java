package io.visavis.avatar.numpy;

import java.util.List;

/**
 * An array of numbers.
 *
 * @param shape its sides; empty for a single number
 * @param values in row-major order, whatever the file had
 */
public record NumpyArray(List<Integer> shape, float[] values) {
  public NumpyArray {
    shape = List.copyOf(shape);
  }

  /** Number of sides. */
  public int rank() {
    return shape.size();
  }
}
