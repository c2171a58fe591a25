package io.visavis.server.metrics;

import java.util.Locale;

/** Why a conversation ended, with the sentence that its clients are told. */
public enum Ending {
  REQUEST("It was ended by a request."),
  LEFT("Nobody was there any more."),
  UNJOINED("Nobody ever joined it."),
  ROOM("Everybody had left, and others needed the room."),
  FAILED("The server failed; create the conversation anew."),
  SHUTDOWN("The server is shutting down.");

  private final String sentence;

  Ending(String sentence) {
    this.sentence = sentence;
  }

  /** What clients are told. */
  public String sentence() {
    return sentence;
  }

  /** The name in metrics. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
