package io.visavis.avatar.pickle;

/** A pickle of Python that cannot be used; one sentence says why. */
public final class PickleException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public PickleException(String sentence) {
    super(sentence);
  }

  public PickleException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
