package io.visavis.avatar.rig;

/**
 * How a Gaussian follows its triangle: which map A (3x3), scale s and origin o a deformed triangle
 * (v0, v1, v2) gives. World mean = A mu + o, world covariance = (s A M)(s A M)^T with mu and M
 * (3x3) local to the triangle. Unless said otherwise s = 1 and o is the mean of the three vertices.
 */
public enum Binding {
  /**
   * A = [v1 - v0 | v2 - v0 | n], n the unit normal: covariance follows the deformed triangle in its
   * plane and keeps its thickness in metres. The built-in heads.
   */
  AFFINE("affine"),

  /**
   * A = k R, R the orthonormal frame [a0 | a1 | a2] of the triangle with a0 = norm(v1 - v0), a1 =
   * norm(a0 x (v2 - v0)), a2 = -norm(a1 x a0), k = (|v1 - v0| + |a2 . (v2 - v0)|) / 2. Equations 6
   * and 7 of RSATalker, as GaussianAvatars has them.
   */
  FRAME("frame"),

  /**
   * A = R = [n0 | n1 | n2] with n0 = norm(v1 - v0), n1 = norm((v1 - v0) x (v2 - v0)), n2 = n0 x n1
   * (equations 12 and 14 of GaussianTalker); s = the mean length of the three edges (eq. 13), which
   * does not scale the mean (eq. 15); o = eta0 v0 + eta1 v1 + eta2 v2 with weights of the
   * Gaussian's own (eq. 11).
   */
  BARYCENTRIC("barycentric");

  private final String id;

  Binding(String id) {
    this.id = id;
  }

  /** The name in a file. */
  public String id() {
    return id;
  }
}
