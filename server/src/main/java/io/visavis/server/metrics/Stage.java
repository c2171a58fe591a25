package io.visavis.server.metrics;

import java.util.Locale;

/** The stages of a frame, in their order. */
public enum Stage {
  /** Voices onto their timelines. */
  LISTEN,
  /** Features of the voices. */
  HEAR,
  /** The motion model. */
  MOVE,
  /** Coefficients of the avatar's correctives. */
  CORRECT,
  /** Mesh and triangle frames. */
  POSE,
  /** Projecting, sorting, blending. */
  SPLAT,
  /** Mending where the head meets the avatar's plate. */
  INPAINT,
  /** Conversion to the output format. */
  CONVERT,
  /** To the encoders and streams. */
  HANDOVER;

  /** The name in metrics and on the wire. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
