package io.visavis.server.whip;

/** A conversation does not take this publisher or viewer; the message is one sentence for them. */
public final class MediaRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why, as a client can tell apart. */
  public enum Reason {
    /** No such conversation or participant. */
    NOT_FOUND,
    /** Somebody publishes this voice already. */
    TAKEN,
    /** The portrayal has no picture yet. */
    NOTHING_TO_WATCH,
    /** Every slot is taken, or the server is draining. */
    FULL
  }

  private final Reason reason;

  /**
   * A refusal.
   *
   * @param message one sentence
   */
  public MediaRefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
