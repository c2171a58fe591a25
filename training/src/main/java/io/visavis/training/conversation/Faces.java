package io.visavis.training.conversation;

import io.visavis.avatar.motion.ArkitChannel;

/** Small additions to arkit frames. */
public final class Faces {
  private Faces() {}

  /** Adds in proportion to what is left up to 1. */
  static void soften(float[] face, double value, ArkitChannel... channels) {
    for (ArkitChannel channel : channels) {
      int i = channel.ordinal();
      face[i] += (float) value * (1 - face[i]);
    }
  }

  static void add(float[] face, ArkitChannel channel, double value) {
    face[channel.ordinal()] += (float) value;
  }

  /** How much a face smiles, 0..1. */
  public static double smile(float[] face) {
    return 0.5
        * (face[ArkitChannel.MOUTH_SMILE_LEFT.ordinal()]
            + face[ArkitChannel.MOUTH_SMILE_RIGHT.ordinal()]);
  }

  /** 0 to 1 and back to 0 over a time, with soft edges of that length. */
  static double bump(double t, double seconds, double edge) {
    double u = Math.clamp(Math.min(t, seconds - t) / edge, 0, 1);
    return u * u * (3 - 2 * u);
  }
}
