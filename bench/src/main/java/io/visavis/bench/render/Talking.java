package io.visavis.bench.render;

import io.visavis.avatar.motion.ArkitChannel;

/** A fixed motion for measurements: a mouth that talks, eyes that blink, a head that moves. */
public final class Talking {
  private Talking() {}

  /** Writes frame n. */
  public static void frame(int n, float[] motion) {
    java.util.Arrays.fill(motion, 0);
    put(motion, ArkitChannel.JAW_OPEN, 0.3 + 0.3 * Math.sin(0.7 * n));
    put(motion, ArkitChannel.MOUTH_CLOSE, 0.1 + 0.1 * Math.sin(1.1 * n));
    put(motion, ArkitChannel.MOUTH_FUNNEL, 0.2 + 0.2 * Math.sin(0.4 * n));
    put(motion, ArkitChannel.MOUTH_PUCKER, 0.2 + 0.2 * Math.sin(0.5 * n));
    put(motion, ArkitChannel.MOUTH_SMILE_LEFT, 0.4 + 0.2 * Math.sin(0.1 * n));
    put(motion, ArkitChannel.MOUTH_SMILE_RIGHT, 0.4 + 0.2 * Math.sin(0.1 * n));
    put(motion, ArkitChannel.MOUTH_LOWER_DOWN_LEFT, 0.2 + 0.2 * Math.sin(0.6 * n));
    put(motion, ArkitChannel.MOUTH_LOWER_DOWN_RIGHT, 0.2 + 0.2 * Math.sin(0.6 * n));
    put(motion, ArkitChannel.MOUTH_UPPER_UP_LEFT, 0.1 + 0.1 * Math.sin(0.6 * n));
    put(motion, ArkitChannel.MOUTH_UPPER_UP_RIGHT, 0.1 + 0.1 * Math.sin(0.6 * n));
    put(motion, ArkitChannel.BROW_INNER_UP, 0.3 + 0.3 * Math.sin(0.2 * n));
    put(motion, ArkitChannel.CHEEK_SQUINT_LEFT, 0.2);
    put(motion, ArkitChannel.CHEEK_SQUINT_RIGHT, 0.2);
    double blink = n % 50 < 4 ? 1 : 0.05;
    put(motion, ArkitChannel.EYE_BLINK_LEFT, blink);
    put(motion, ArkitChannel.EYE_BLINK_RIGHT, blink);
    put(motion, ArkitChannel.EYE_LOOK_OUT_LEFT, 0.2 + 0.2 * Math.sin(0.05 * n));
    put(motion, ArkitChannel.EYE_LOOK_IN_RIGHT, 0.2 + 0.2 * Math.sin(0.05 * n));
    put(motion, ArkitChannel.HEAD_YAW, 0.3 * Math.sin(0.05 * n));
    put(motion, ArkitChannel.HEAD_PITCH, 0.1 * Math.sin(0.07 * n));
    put(motion, ArkitChannel.HEAD_ROLL, 0.05 * Math.sin(0.03 * n));
  }

  /** Writes the coefficients of correctives of frame n; none is 0. */
  static void coefficients(int n, float[] coefficients) {
    for (int k = 0; k < coefficients.length; k++) {
      coefficients[k] = (float) (1.5 + Math.sin(0.3 * n + k));
    }
  }

  private static void put(float[] motion, ArkitChannel channel, double value) {
    motion[channel.ordinal()] = (float) value;
  }
}
