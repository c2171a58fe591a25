package io.visavis.training.net.dual;

import io.visavis.training.net.Attention;
import io.visavis.training.net.Ops;

/**
 * DualTalk's dual-speaker interaction module: a transformer layer over both people, then Modal
 * Alignment Attention (equation 9), in which self's voice asks what it is aligned with. The
 * alignment mask after FaceFormer's biased attention: nothing to come, nothing far back, and the
 * further back the less.
 */
final class Interaction {
  /** Channels of what comes out. */
  static final int SIZE = 128;

  private static final int FEED_FORWARD = 256;
  private static final Attention WIDE = new Attention(SIZE, SIZE, SIZE, 4, 50, 8);
  private static final Attention ALIGNED = new Attention(JointEncoder.SIZE, SIZE, SIZE, 4, 8, 4);

  private Interaction() {}

  /** The conversation so far: [Z_A; T] and Z_B through a transformer encoder layer. */
  static <T> T encode(Ops<T> o, T partner, T self) {
    T all = o.concat(partner, self);
    T x = o.linear(all, "pair", CrossModalEnhancer.SIZE + JointEncoder.SIZE, SIZE);
    T y = o.layerNorm(x, "pair.norm", SIZE);
    T seen = o.linear(o.attend(y, y, "pair", WIDE), "pair.out", SIZE, SIZE);
    x = o.add(x, o.dropout(seen));
    y = o.relu(o.linear(o.layerNorm(x, "pair.norm2", SIZE), "pair.up", SIZE, FEED_FORWARD));
    return o.add(x, o.dropout(o.linear(y, "pair.down", FEED_FORWARD, SIZE)));
  }

  /** M-A attention: the encoded conversation, aligned to self's voice. */
  static <T> T align(Ops<T> o, T encoded, T self) {
    return o.add(encoded, o.attend(self, encoded, "align", ALIGNED));
  }
}
