package io.visavis.training.net.dual;

/** What the network hears, sees and is told; a variant does without some. */
public enum Sense {
  SELF_VOICE,
  PARTNER_VOICE,
  PARTNER_MOTION,
  /** How the two stand to each other: RSATalker's socially-aware module. */
  RELATION,
  EMOTION,
  IDENTITY,
  /** What the first minute, and the last seconds, were like. */
  LONG_STATE
}
