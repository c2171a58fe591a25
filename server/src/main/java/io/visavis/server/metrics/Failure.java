package io.visavis.server.metrics;

import java.util.Locale;

/** What of the server can fail while it runs. */
public enum Failure {
  /** A run of a motion model; its conversations end. */
  MODEL,
  /** A motion model gave what is not a number; the face rests. */
  MODEL_OUTPUT,
  /** The network that mends where a head meets its plate; it is not run again. */
  INPAINTING,
  /** A picture; the conversations of the batch end. */
  DRAWING,
  /** Something that a lane was asked to do; the lane goes on. */
  LANE_TASK;

  /** The name in metrics. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
