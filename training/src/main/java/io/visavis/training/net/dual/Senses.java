package io.visavis.training.net.dual;

/**
 * What {@link Perception} makes of voices and motion, frame by frame: {@code T} is a sequence
 * [batch, frames, channels].
 *
 * @param self [{@link #VOICE}] what is heard of self
 * @param partner [{@link #VOICE}] what is heard of the partner
 * @param seen [{@link #SEEN}] the partner's face as it was last seen, and how much of it is seen
 * @param past [{@link #PAST}] what the partner was like in the first minute and lately
 * @param lips [55] the arkit frame that self's voice alone makes
 * @param closes [1] how far to close the lips because self says p, b or m
 * @param quiet [1] 1 where self is sure to say nothing
 */
public record Senses<T>(T self, T partner, T seen, T past, T lips, T closes, T quiet) {
  /** Features of the lips' network and mean log-mel bands. */
  public static final int VOICE = 128 + 40;

  public static final int SEEN = 2 * 55;

  /** Values and changes, of the first minute and lately; and how much there was to see. */
  public static final int PAST = 4 * 55 + 1;
}
