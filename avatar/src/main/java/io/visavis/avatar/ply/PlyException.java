package io.visavis.avatar.ply;

/** A PLY file that cannot be used; one sentence says why. */
public final class PlyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public PlyException(String sentence) {
    super(sentence);
  }

  public PlyException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
