package io.visavis.loadclient;

/** The server has no room for one more session; the message is one sentence for the user. */
final class NoRoomException extends LoadException {
  private static final long serialVersionUID = 1L;

  NoRoomException(String message) {
    super(message);
  }
}
