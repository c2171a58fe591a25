package io.visavis.training.fit.dual;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.visavis.training.net.Numbers;

/**
 * How well two drawn faces x, x' stand for a distribution of which y is one draw: E|x - y| - 1/2
 * E|x - x'|, which is least for the true distribution (Gneiting and Raftery 2007, section 4.2). A
 * mean face pays for never moving, a face that moves at random for moving at the wrong time.
 */
final class EnergyScore {
  private static final float SMOOTH = 1e-6f;

  private EnergyScore() {}

  /**
   * The mean score of stretches of frames.
   *
   * @param two [2 B, n, channels] both drawn faces
   * @param truth [B, n, channels]
   * @param stretch frames whose values together are one vector; divides n
   */
  static NDArray of(NDArray two, NDArray truth, int stretch) {
    long batch = truth.getShape().get(0);
    NDArray a = vectors(two.get("0:" + batch), stretch);
    NDArray b = vectors(two.get(batch + ":"), stretch);
    NDArray y = vectors(truth, stretch);
    NDArray near = distance(a, y).add(distance(b, y)).sub(distance(a, b));
    return Numbers.times(near, 0.5).mean();
  }

  private static NDArray vectors(NDArray x, int stretch) {
    Shape s = x.getShape();
    return x.reshape(s.get(0) * s.get(1) / stretch, stretch * s.get(2));
  }

  private static NDArray distance(NDArray a, NDArray b) {
    return a.sub(b).square().sum(new int[] {1}).add(SMOOTH).sqrt();
  }
}
