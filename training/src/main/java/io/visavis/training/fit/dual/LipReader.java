package io.visavis.training.fit.dual;

import ai.djl.ndarray.NDArray;
import io.visavis.training.net.ArrayOps;

/**
 * Reads from lips what was said: E_lip of GaussianTalker's latent consistency (equation 7). It
 * learns on true faces; drawn faces have to be as readable.
 */
final class LipReader {
  private static final int HIDDEN = 48;

  private LipReader() {}

  /**
   * Words [B, n, channels] from mouths [B, n, size].
   *
   * @param words channels
   */
  static NDArray read(ArrayOps o, NDArray mouth, int size, int words) {
    NDArray h = o.relu(o.conv(mouth, "reader1", size, HIDDEN, 5, 1, 1));
    return o.linear(h, "reader2", HIDDEN, words);
  }
}
