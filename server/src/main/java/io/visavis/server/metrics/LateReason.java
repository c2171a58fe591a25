package io.visavis.server.metrics;

import java.util.Locale;

/** Why a picture was late. All but the last were dropped. */
public enum LateReason {
  /** It was not begun, for it would have been late in the end. */
  NO_TIME,
  /** It was drawn, and that took too long. */
  DRAWN_LATE,
  /** Its way was not free: an encoder that is behind, a stream that is not read. */
  BLOCKED,
  /** There was nobody to begin it: the machine, or its clock, had jumped. */
  STOOD_STILL,
  /** It was handed over all the same, more than 40 ms after it was due. */
  HANDED_OVER_LATE;

  /** The name in metrics. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
