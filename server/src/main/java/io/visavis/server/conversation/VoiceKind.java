package io.visavis.server.conversation;

import java.util.Locale;

/** How a voice is given. */
public enum VoiceKind {
  /** As it is spoken. */
  LIVE,
  /** Faster than it is spoken, and paced here. */
  PACED,
  /** By the server itself. */
  SAMPLE;

  /** The name in metrics. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
