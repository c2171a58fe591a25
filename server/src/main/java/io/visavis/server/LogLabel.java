package io.visavis.server;

/** How a conversation is named in the log. */
public final class LogLabel {
  /** The key of a line's conversation. */
  public static final String CONVERSATION = "conversation";

  private static final int LENGTH = 6;

  private LogLabel() {}

  /** Enough of a conversation's id for a log, too little to use it. */
  public static String of(String id) {
    return id.substring(0, Math.min(LENGTH, id.length()));
  }
}
