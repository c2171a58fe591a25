package io.visavis.avatar.flame;

/** A FLAME file that cannot be used; one sentence says why. */
public final class FlameException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public FlameException(String sentence) {
    super(sentence);
  }

  /** What another reader said, in its own words. */
  public FlameException(RuntimeException cause) {
    super(cause.getMessage(), cause);
  }
}
