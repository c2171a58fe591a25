package io.visavis.inference.behaviour;

import io.visavis.avatar.motion.ArkitChannel;
import java.util.Arrays;

/**
 * Rests the mouth while self is silent: whatever a model leaves of its jaw, lips and tongue fades
 * within 0.3 s after speech has ended, and is back within 0.1 s when it begins, which the
 * look-ahead hears before it is seen. A pure function of the voice. One portrayal, frames in order.
 */
public final class MouthRest {
  private static final double WAKE = 0.5;
  private static final double REST = 0.14;

  private static final int[] CHANNELS =
      Arrays.stream(ArkitChannel.values())
          .filter(
              c ->
                  c.channelName().startsWith("jaw")
                      || c.channelName().startsWith("mouth")
                      || c == ArkitChannel.TONGUE_OUT)
          .mapToInt(ArkitChannel::ordinal)
          .toArray();

  private double awake;

  /**
   * Fades the mouth of a frame.
   *
   * @param speaking speech of self at this frame
   * @param motion [55] changed in place
   */
  public void apply(boolean speaking, float[] motion) {
    awake = speaking ? Math.min(1, awake + WAKE) : Math.max(0, awake - REST);
    float weight = (float) (awake * awake * (3 - 2 * awake));
    for (int channel : CHANNELS) {
      motion[channel] *= weight;
    }
  }
}
