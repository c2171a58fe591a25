package io.visavis.avatar;

import io.visavis.avatar.rig.Binding;

/**
 * The Gaussians of a head, local to the triangles that carry them. Structure of arrays; immutable
 * by convention.
 *
 * @param binding how all of them follow their triangles
 * @param parent [N] triangle index
 * @param mean [3][N] local mean mu
 * @param factor [9][N] row-major local 3x3 factor M; local covariance = M M^T
 * @param opacity [N] 0..1, already activated
 * @param colour [3][N] display sRGB 0..1, not view dependent
 */
public record GaussianCloud(
    Binding binding,
    int[] parent,
    float[][] mean,
    float[][] factor,
    float[] opacity,
    float[][] colour) {

  /** Number of Gaussians. */
  public int size() {
    return parent.length;
  }
}
