package io.visavis.training.net.dual;

import static io.visavis.avatar.motion.ArkitChannel.*;

import io.visavis.avatar.motion.ArkitChannel;
import java.util.List;

/** What shuts the lips of an arkit frame. */
final class Lips {
  private static final List<ArkitChannel> APART =
      List.of(
          MOUTH_LOWER_DOWN_LEFT, MOUTH_LOWER_DOWN_RIGHT, MOUTH_UPPER_UP_LEFT, MOUTH_UPPER_UP_RIGHT);

  private Lips() {}

  /**
   * [2][52]: what is left of a channel beside what the voice makes of it, less 1. Where lips close,
   * nothing parts them; where the jaw is the voice's alone, nothing else opens it.
   */
  static float[][] kept(float hush) {
    float[][] m = new float[2][ArkitChannel.COEFFICIENTS];
    m[0][JAW_OPEN.ordinal()] = -hush;
    m[1][JAW_OPEN.ordinal()] = -1;
    for (ArkitChannel channel : APART) {
      m[0][channel.ordinal()] = -hush;
    }
    return m;
  }

  /** [52]: the jaw that many times, the rest as it is. */
  static float[] toMost(float jaw) {
    float[] gains = new float[ArkitChannel.COEFFICIENTS];
    java.util.Arrays.fill(gains, 1);
    gains[JAW_OPEN.ordinal()] = jaw;
    return gains;
  }

  /** [52]: rounded lips that many times, the rest as it is. */
  static float[] rounded(float gain) {
    float[] gains = new float[ArkitChannel.COEFFICIENTS];
    java.util.Arrays.fill(gains, 1);
    gains[MOUTH_FUNNEL.ordinal()] = gain;
    gains[MOUTH_PUCKER.ordinal()] = gain;
    return gains;
  }

  /** [52][52]: what has to be added so that mouthClose makes up for the jaw. */
  static float[][] toTouching() {
    float[][] m = new float[ArkitChannel.COEFFICIENTS][ArkitChannel.COEFFICIENTS];
    touching(m);
    return m;
  }

  private static void touching(float[][] m) {
    int close = MOUTH_CLOSE.ordinal();
    m[JAW_OPEN.ordinal()][close] = 1;
    m[close][close] = -1;
  }

  /** [52][52]: what has to be added so that the lips touch; the jaw stays where it is. */
  static float[][] toClosed() {
    float[][] m = new float[ArkitChannel.COEFFICIENTS][ArkitChannel.COEFFICIENTS];
    touching(m);
    for (ArkitChannel channel : APART) {
      m[channel.ordinal()][channel.ordinal()] = -1;
    }
    return m;
  }
}
