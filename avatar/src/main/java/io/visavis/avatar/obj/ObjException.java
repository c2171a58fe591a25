package io.visavis.avatar.obj;

/** An OBJ file that cannot be used; one sentence says why. */
public final class ObjException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ObjException(String sentence) {
    super(sentence);
  }
}
