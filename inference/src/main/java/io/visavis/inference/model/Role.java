package io.visavis.inference.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * What an input tensor of a motion model hears. N below is the frame that a step makes (of a
 * window, its last frame); "newest" reaches {@code lookahead_samples} beyond the instant N / 25 s,
 * the half analysis window and the resampler's 2.5 ms included.
 */
public enum Role {
  /** [B, F, 40] the newest F normalised log-mel frames of self. */
  SELF_LOGMEL("self.logmel40"),
  /** [B, S] the newest S samples of self at the card's rate. */
  SELF_PCM("self.pcm16k"),
  /** [B, F, 40] as of self; silence where there is no partner. */
  PARTNER_LOGMEL("partner.logmel40"),
  /** [B, S] as of self; silence where there is no partner. */
  PARTNER_PCM("partner.pcm16k"),
  /** [B, P, size of the motion space] motion of the partner at frames N-P+1..N, 0 where unknown. */
  PARTNER_MOTION("partner.motion"),
  /** [B, P, size of the motion space] 1 where {@link #PARTNER_MOTION} is known, else 0. */
  PARTNER_MASK("partner.mask"),
  /**
   * [B, 2] blood (1) or not (0), equal (1) or not (0); [B, 3] with self higher (1) or lower (-1).
   */
  RELATION("relation"),
  /**
   * [B, 8] neutral, happy, sad, fear, disgusted, contempt, angry, surprised: 0..3 each, their sum
   * at most 3; neutral is max(0, 1 - that sum).
   */
  EMOTION("emotion"),
  /** [B, K] one of K identities, one-hot; the card names them. All 0 where none is chosen. */
  IDENTITY("identity"),
  /** [B, K] standard normal noise, a function of seed, frame and index. */
  NOISE("noise");

  private final String id;

  Role(String id) {
    this.id = id;
  }

  /** The name in a card. */
  public String id() {
    return id;
  }

  /** Whether it is heard from the other participant. */
  public boolean ofPartner() {
    return this == PARTNER_LOGMEL
        || this == PARTNER_PCM
        || this == PARTNER_MOTION
        || this == PARTNER_MASK;
  }

  /** The role of that name, where there is one. */
  public static Optional<Role> find(String id) {
    return Arrays.stream(values()).filter(r -> r.id.equals(id)).findFirst();
  }
}
