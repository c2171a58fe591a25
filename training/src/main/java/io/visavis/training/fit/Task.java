package io.visavis.training.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.visavis.training.net.Weights;
import java.util.Map;

/**
 * What a network is trained for.
 *
 * @param <B> a batch
 */
public interface Task<B> {
  /**
   * The loss of a batch.
   *
   * @param total a scalar whose gradient is followed
   * @param shown figures for the log, scalars by name
   */
  record Loss(NDArray total, Map<String, NDArray> shown) {}

  /** The batch of that step, the same every time. Called by one thread of its own. */
  B batch(int step);

  /** Its loss; arrays belong to the manager. */
  Loss loss(Weights weights, B batch, NDManager manager);
}
