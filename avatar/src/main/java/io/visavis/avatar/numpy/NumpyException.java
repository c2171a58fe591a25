package io.visavis.avatar.numpy;

/** A file of NumPy that cannot be used; one sentence says why. */
public final class NumpyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public NumpyException(String sentence) {
    super(sentence);
  }

  public NumpyException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
