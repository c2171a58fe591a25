package io.visavis.avatar.corrective;

/**
 * Which attribute of a Gaussian a basis changes, in which parameterisation, and how the change d =
 * sum_k gamma_k b_k is composed with what the avatar has. Changes are zero where all coefficients
 * are.
 */
public enum CorrectiveTarget {
  /** Local mean: mu' = mu + d, before the triangle's map (GaussianTalker eq. 17). */
  POSITION_LOCAL("position", "local", 3),

  /** World mean: mu' = A mu + o + d, metres, after the map (RSATalker eq. 7's offset c). */
  POSITION_WORLD("position", "world", 3),

  /**
   * Local rotation: r' = r q, q = (1, 0, 0, 0) + d normalised, quaternions (w, x, y, z)
   * (GaussianTalker eq. 17). A basis that is added to a unit quaternion, r + d' normalised
   * (GaussianBlendshapes eq. 1), is the same with d = r^-1 d', row by row.
   */
  ROTATION("rotation", "multiply", 4),

  /**
   * Local scale before its activation: s' = s exp(d) along the axes of the Gaussian, d clamped to
   * +-30.
   */
  SCALE_LOG("scale", "log", 3),

  /** Local scale after its activation: s' = max(0, s + d). */
  SCALE_LINEAR("scale", "linear", 3),

  /** Opacity before its activation: sigmoid(logit(o) + d); 0 and 1 stay. */
  OPACITY_LOGIT("opacity", "logit", 1),

  /** Opacity after its activation: o + d, clamped to 0..1. */
  OPACITY_LINEAR("opacity", "linear", 1),

  /**
   * Colour: c + d in display sRGB, added to the part that does not depend on the view
   * (GaussianTalker eq. 18, with kappa_0 times the harmonic of degree 0).
   */
  COLOUR("colour", "add", 3);

  private final String attribute;
  private final String composition;
  private final int channels;

  CorrectiveTarget(String attribute, String composition, int channels) {
    this.attribute = attribute;
    this.composition = composition;
    this.channels = channels;
  }

  /** The attribute's name in a file. */
  public String attribute() {
    return attribute;
  }

  /** The composition's name in a file. */
  public String composition() {
    return composition;
  }

  /** Values of one change. */
  public int channels() {
    return channels;
  }
}
