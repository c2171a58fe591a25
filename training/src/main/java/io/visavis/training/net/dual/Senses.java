package io.visavis.training.net.dual;

import io.visavis.avatar.motion.MotionSpace;

/**
 * What {@link Perception} makes of voices and motion, frame by frame: {@code T} is a sequence
 * [batch, frames, channels].
 *
 * @param self [{@link #VOICE}] what is heard of self
 * @param partner [{@link #VOICE}] what is heard of the partner
 * @param melody [{@link #MELODY}] the melody of the partner's voice
 * @param seen [{@link #seen}] the partner's face as it was last seen, and how much of it is seen
 * @param past [{@link #past}] what the partner was like in the first minute and lately
 * @param lips [55] the arkit frame that self's voice alone makes
 * @param closes [1] how far to close the lips because self says p, b or m
 * @param quiet [1] 1 where self is sure to say nothing
 */
public record Senses<T>(T self, T partner, T melody, T seen, T past, T lips, T closes, T quiet) {
  /** Features of the lips' network and mean log-mel bands. */
  public static final int VOICE = 128 + 40;

  public static final int MELODY = Melody.SIZE;

  /** Channels of a face that is seen: its values, and how much of each is seen. */
  public static int seen(MotionSpace space) {
    return 2 * space.size();
  }

  /** Values and changes, of the first minute and lately; and how much there was to see. */
  public static int past(MotionSpace space) {
    return 4 * space.size() + 1;
  }
}
