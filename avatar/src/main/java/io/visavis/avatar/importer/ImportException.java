package io.visavis.avatar.importer;

/** What cannot become an avatar; one sentence says why. */
public final class ImportException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ImportException(String sentence) {
    super(sentence);
  }

  /** What another reader said, in its own words. */
  public ImportException(RuntimeException cause) {
    super(cause.getMessage(), cause);
  }
}
