package io.visavis.avatar;

import io.visavis.avatar.rig.Binding;

/**
 * The Gaussians of a head, local to the triangles that carry them. Structure of arrays; immutable
 * by convention.
 *
 * @param binding how all of them follow their triangles
 * @param parent [N] triangle index
 * @param origin [3][N] weights of the triangle's corners in the origin of each Gaussian, each sums
 *     to 1; empty for the centroid, which all bindings but {@link Binding#BARYCENTRIC} have
 * @param mean [3][N] local mean mu
 * @param factor [9][N] row-major local 3x3 factor M; local covariance = M M^T
 * @param opacity [N] 0..1, already activated
 * @param colour [3][N] display sRGB, 0..1 where there are no harmonics
 * @param harmonics what of the colour depends on the view
 */
public record GaussianCloud(
    Binding binding,
    int[] parent,
    float[][] origin,
    float[][] mean,
    float[][] factor,
    float[] opacity,
    float[][] colour,
    Harmonics harmonics) {

  /** Gaussians about the centroids of their triangles, of the same colour from everywhere. */
  public GaussianCloud(
      Binding binding,
      int[] parent,
      float[][] mean,
      float[][] factor,
      float[] opacity,
      float[][] colour) {
    this(binding, parent, new float[0][], mean, factor, opacity, colour, Harmonics.NONE);
  }

  /** Number of Gaussians. */
  public int size() {
    return parent.length;
  }
}
