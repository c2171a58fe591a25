package io.visavis.server.cli;

/** Something that the user can put right; the message is one sentence that says how. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageException(String sentence) {
    super(sentence);
  }
}
