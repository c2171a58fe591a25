package io.visavis.training.net.dual;

import io.visavis.training.net.Attention;
import io.visavis.training.net.Ops;

/**
 * DualTalk's cross-modal temporal enhancer: the partner's voice asks the partner's face (DualTalk's
 * equations 5 and 6, RSATalker's equation 4), then context over time. Where DualTalk has a
 * bidirectional LSTM, which needs the end of the clip, a causal convolution that reaches 0.8 s back
 * and leaky integrators stand here.
 */
final class CrossModalEnhancer {
  /** Channels of what comes out. */
  static final int SIZE = JointEncoder.SIZE + 3 * CrossModalEnhancer.CONTEXT;

  private static final int CONTEXT = 64;
  private static final int TAPS = 5;
  private static final int APART = 5;
  private static final double[] SECONDS = {0.3, 0.8};
  private static final Attention LOOK =
      new Attention(JointEncoder.SIZE, JointEncoder.SIZE, JointEncoder.SIZE, 4, 32, 6);

  private CrossModalEnhancer() {}

  /**
   * The partner, voice and face.
   *
   * @param voice Z_A
   * @param face M_A
   * @return [Z_A; T] of equation 8
   */
  static <T> T of(Ops<T> o, T voice, T face) {
    int size = JointEncoder.SIZE;
    T fused = o.concat(o.attend(voice, face, "look", LOOK), face);
    T context = o.relu(o.conv(fused, "context", 2 * size, CONTEXT, TAPS, APART, 1));
    T all = o.concat(voice, context);
    for (int i = 0; i < SECONDS.length; i++) {
      all = o.concat(all, o.smooth(context, "context" + i, CONTEXT, SECONDS[i]));
    }
    return all;
  }
}
