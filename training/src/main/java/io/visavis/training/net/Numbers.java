package io.visavis.training.net;

import ai.djl.ndarray.NDArray;

/**
 * Arithmetic of arrays that have gradients with plain numbers. {@code NDArray.mul(Number)} and its
 * kind will not do: they lend a Java buffer to the tensor that backpropagation reads later, and let
 * go of it at once; when the garbage collector was there in between, the gradient is of whatever
 * lies there now. Here the number stays as long as the array's manager does.
 */
public final class Numbers {
  private Numbers() {}

  /** gain x. */
  public static NDArray times(NDArray x, double gain) {
    return x.mul(number(x, gain));
  }

  /** 1 / x. */
  static NDArray reciprocal(NDArray x) {
    return x.pow(number(x, -1));
  }

  /** What is above {@code most} becomes that. */
  static NDArray atMost(NDArray x, double most) {
    return x.minimum(number(x, most));
  }

  /** What is below {@code least} becomes that. */
  static NDArray atLeast(NDArray x, double least) {
    return x.maximum(number(x, least));
  }

  private static NDArray number(NDArray x, double value) {
    return x.getManager().create((float) value);
  }
}
