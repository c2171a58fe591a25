package io.visavis.avatar.rig;

import java.util.List;

/**
 * The mesh that carries the Gaussians of a head: rest pose, morph targets and linear blend
 * skinning. Immutable by convention: nobody writes to the arrays after construction. Metres, +y up,
 * facing +z.
 *
 * <p>Posing, as FLAME does it: v = rest + sum_k w_k delta_k + sum_p (R - I)_p c_p, then linear
 * blend skinning with {@link Joint}s whose rest transforms are pure translations to {@code pivots},
 * moved by the morph targets that move pivots.
 *
 * @param vertices [V, 3] rest positions
 * @param triangles [F, 3] vertex indices, counter-clockwise seen from outside
 * @param morphs morph targets, at most one a name
 * @param pivots [5, 3] joint positions in the rest pose, in the order of {@link Joint}
 * @param weights [V, 5] skinning weights, each row sums to 1
 * @param poseCorrectives [36, V, 3] displacements c_p by the nine values of R - I, row-major, of
 *     neck, jaw, left and right eye (FLAME's posedirs); empty for none
 * @param landmarks [68] vertices of the landmarks of iBUG, in its order: face contour, brows, nose,
 *     eyes, outer lips, inner lips, from the subject's right to the left; empty for unknown
 */
public record HeadMesh(
    float[] vertices,
    int[] triangles,
    List<MorphTarget> morphs,
    float[] pivots,
    float[] weights,
    float[] poseCorrectives,
    int[] landmarks) {
  /** Landmarks of a mesh that has them. */
  public static final int LANDMARKS = 68;

  /** A mesh without pose correctives and known landmarks. */
  public HeadMesh(
      float[] vertices,
      int[] triangles,
      List<MorphTarget> morphs,
      float[] pivots,
      float[] weights) {
    this(vertices, triangles, morphs, pivots, weights, new float[0], new int[0]);
  }

  /** A mesh without known landmarks. */
  public HeadMesh(
      float[] vertices,
      int[] triangles,
      List<MorphTarget> morphs,
      float[] pivots,
      float[] weights,
      float[] poseCorrectives) {
    this(vertices, triangles, morphs, pivots, weights, poseCorrectives, new int[0]);
  }

  /** Number of vertices. */
  public int vertexCount() {
    return vertices.length / 3;
  }

  /** Number of triangles. */
  public int triangleCount() {
    return triangles.length / 3;
  }
}
