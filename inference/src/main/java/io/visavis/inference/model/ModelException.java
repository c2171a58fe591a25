package io.visavis.inference.model;

/** A motion model that cannot be used; the message is one sentence for the user. */
public final class ModelException extends IllegalArgumentException {
  public ModelException(String message) {
    super(message);
  }

  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
