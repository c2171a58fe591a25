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

  /** [52][52]: what has to be added so that the lips touch; the jaw stays where it is. */
  static float[][] toClosed() {
    float[][] m = new float[ArkitChannel.COEFFICIENTS][ArkitChannel.COEFFICIENTS];
    int close = MOUTH_CLOSE.ordinal();
    m[JAW_OPEN.ordinal()][close] = 1;
    m[close][close] = -1;
    for (ArkitChannel channel : APART) {
      m[channel.ordinal()][channel.ordinal()] = -1;
    }
    return m;
  }
}
