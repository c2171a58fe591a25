package io.visavis.loadclient;

/** The load cannot be run; the message is one sentence for the user. */
class LoadException extends Exception {
  private static final long serialVersionUID = 1L;

  LoadException(String message) {
    super(message);
  }
}
