package io.visavis.avatar.rig;

/**
 * How a Gaussian follows its triangle: which affine map A_t (3x3) and origin o_t a deformed
 * triangle (v0, v1, v2) gives. World mean = A_t mu + o_t, world covariance = (A_t M)(A_t M)^T with
 * mu and M (3x3) local to the triangle. The origin is the mean of the three vertices.
 */
public enum Binding {
  /**
   * A_t = [v1 - v0 | v2 - v0 | n], n the unit normal: covariance follows the deformed triangle in
   * its plane and keeps its thickness in metres. The built-in heads.
   */
  AFFINE("affine"),

  /**
   * A_t = s R, R the orthonormal frame [a0 | a1 | a2] of the triangle with a0 = norm(v1 - v0), a1 =
   * norm(a0 x (v2 - v0)), a2 = -norm(a1 x a0), s = (|v1 - v0| + |a2 . (v2 - v0)|) / 2. Equations 6
   * and 7 of RSATalker, as GaussianAvatars has them.
   */
  FRAME("frame");

  private final String id;

  Binding(String id) {
    this.id = id;
  }

  /** The name in a file. */
  public String id() {
    return id;
  }
}
