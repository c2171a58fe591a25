package io.visavis.avatar.corrective;

/**
 * A linear basis over one attribute: d = sum_k gamma_k b_k for every Gaussian, or for every
 * triangle and shared by the Gaussians that ride on it (the anchors and neural Gaussians of
 * RSATalker).
 *
 * @param target what it changes
 * @param shared whether there is one change a triangle instead of one a Gaussian
 * @param first the coefficient that drives its first row
 * @param values [K, channels, D] rows b_k, D = number of Gaussians, or of triangles where shared
 */
public record CorrectiveBasis(CorrectiveTarget target, boolean shared, int first, float[] values) {

  /**
   * Number of rows K.
   *
   * @param domain D
   */
  public int count(int domain) {
    return values.length / (target.channels() * domain);
  }
}
