package io.visavis.training.data;

import java.io.IOException;

/** A file of a data set that cannot be used; one sentence says which and why. */
public final class DataException extends IOException {
  private static final long serialVersionUID = 1;

  public DataException(String sentence) {
    super(sentence);
  }

  DataException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
