package io.visavis.server.security;

/** What a secret or a grant lets one do with a participant. */
public enum Direction {
  /** Give their voice, motion and controls. */
  PUBLISH,
  /** See and hear their portrayal. */
  WATCH
}
