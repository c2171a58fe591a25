package io.visavis.training.fit.dual;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.visavis.training.net.ArrayOps;
import io.visavis.training.net.Numbers;

/**
 * How much a head stirs, whichever way it goes at an instant: a nod that comes a tenth of a second
 * late is right in this, and a head that does not nod is wrong, while frame by frame both are.
 */
final class Stirring {
  /** Frames of a piece: a nod or two. */
  static final int PIECE = 10;

  private static final int HIDDEN = 32;
  private static final float LEAST = 1e-6f;

  private Stirring() {}

  /**
   * Root mean square of the change a frame, piece by piece.
   *
   * @param head [B, n, 3] n a multiple of {@link #PIECE}
   * @return [B, n / PIECE, 3]
   */
  static NDArray of(NDArray head) {
    Shape s = head.getShape();
    NDArray x = head.reshape(s.get(0), s.get(1) / PIECE, PIECE, s.get(2));
    NDArray change = x.get(":, :, 1:").sub(x.get(":, :, :-1"));
    return change.square().mean(new int[] {2}).add(LEAST).sqrt();
  }

  /**
   * How far what is known at a frame foretells the stirring of its piece, so that the network
   * learns to hear what nods answer to.
   *
   * @param known [B, n, size] what is understood
   * @param truth of the true head
   */
  static NDArray foretold(ArrayOps o, NDArray known, int size, NDArray truth) {
    NDArray h = o.relu(o.linear(known, "stirring1", size, HIDDEN));
    NDArray all = o.linear(h, "stirring2", HIDDEN, (int) truth.getShape().get(2));
    return o.mean(all, PIECE).sub(truth).square().mean();
  }

  /** The score of two drawn heads, of single pieces and of two seconds. */
  static NDArray score(NDArray two, NDArray truth) {
    return EnergyScore.of(two, truth, 1)
        .add(Numbers.times(EnergyScore.of(two, truth, 5), 1 / Math.sqrt(5)));
  }
}
