package io.visavis.inference.model;

/** A motion model that cannot be used; the message is one sentence for the user. */
public final class ModelException extends IllegalArgumentException {
  public ModelException(String message) {
    super(plain(message));
  }

  public ModelException(String message, Throwable cause) {
    super(plain(message), cause);
  }

  /** Names out of a file may have anything in them, also line breaks. */
  private static String plain(String message) {
    return message.replaceAll("\\p{Cntrl}", "?");
  }
}
