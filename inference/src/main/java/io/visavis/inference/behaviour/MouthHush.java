package io.visavis.inference.behaviour;

import io.visavis.avatar.motion.ArkitChannel;

/**
 * Shuts the mouth within two frames where a voice is cut off; a model takes one or two more. What
 * opens the lips is capped: at half of what it was, then at next to nothing, then by a cap that
 * rises as fast as jaws open in speech, so that the next words are not held back. A smile stays. A
 * pure function of the motion and of when it is told. One portrayal, frames in order, no
 * allocation.
 */
public final class MouthHush {
  /** Two even steps from open to shut: the jaw of loud speech moves as far in a frame. */
  private static final float HALF = 0.53f;

  private static final float SHUT = 0.06f;

  /** Frames that a step model takes to shut the mouth itself. */
  private static final int STAYS = 3;

  /** A frame; what jaws in speech stay below. */
  private static final float OPENING = 0.2f;

  private static final int[] CHANNELS = {
    ArkitChannel.JAW_OPEN.ordinal(),
    ArkitChannel.MOUTH_FUNNEL.ordinal(),
    ArkitChannel.MOUTH_LOWER_DOWN_LEFT.ordinal(),
    ArkitChannel.MOUTH_LOWER_DOWN_RIGHT.ordinal(),
    ArkitChannel.MOUTH_UPPER_UP_LEFT.ordinal(),
    ArkitChannel.MOUTH_UPPER_UP_RIGHT.ordinal(),
    ArkitChannel.TONGUE_OUT.ordinal()
  };

  private final int made;
  private final float[] before = new float[CHANNELS.length];
  private final float[] open = new float[CHANNELS.length];
  private int since = Integer.MAX_VALUE;

  /**
   * A mouth that is free.
   *
   * @param made frames that a model has made before it hears of the silence, 0 for one that makes
   *     each as it is due
   */
  public MouthHush(int made) {
    this.made = made;
  }

  /**
   * Caps the mouth of a frame.
   *
   * @param hush whether the voice is cut off before this frame
   * @param motion [55] changed in place
   */
  public void apply(boolean hush, float[] motion) {
    if (hush) {
      System.arraycopy(before, 0, open, 0, open.length);
      since = 0;
    }
    int rising = Math.max(0, since - STAYS - made);
    boolean caps = since < Integer.MAX_VALUE && rising * OPENING < 1;
    for (int i = 0; i < CHANNELS.length; i++) {
      float value = motion[CHANNELS[i]];
      if (caps) {
        value = Math.min(value, (since == 0 ? HALF : SHUT) * open[i] + rising * OPENING);
        motion[CHANNELS[i]] = value;
      }
      before[i] = value;
    }
    since = caps ? since + 1 : Integer.MAX_VALUE;
  }
}
