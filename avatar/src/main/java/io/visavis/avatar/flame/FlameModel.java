package io.visavis.avatar.flame;

/**
 * FLAME's head model (Li et al. 2017), metres, +y up, facing +z. Immutable by convention: nobody
 * writes to the arrays.
 *
 * @param template [V, 3] mean face
 * @param triangles [F, 3] vertex indices
 * @param shapes [V, 3, 300 + E] identity, then expression displacements
 * @param poses [V, 3, 36] displacements by the values of R - I of neck, jaw, left and right eye
 * @param regressor [5, V] joints from vertices
 * @param weights [V, 5] skinning weights
 */
public record FlameModel(
    float[] template,
    int[] triangles,
    float[] shapes,
    float[] poses,
    float[] regressor,
    float[] weights) {
  /** Vertices of every FLAME model. */
  public static final int VERTICES = 5023;

  /** Triangles of every FLAME model. */
  public static final int TRIANGLES = 9976;

  /** Identity coefficients. */
  public static final int IDENTITIES = 300;

  /** Values of R - I of the joints that turn. */
  static final int POSES = 36;

  /** Number of vertices, teeth included. */
  public int vertexCount() {
    return template.length / 3;
  }

  /** Number of triangles, teeth included. */
  public int triangleCount() {
    return triangles.length / 3;
  }

  /** Number of identity and expression displacements. */
  public int shapeCount() {
    return shapes.length / template.length;
  }
}
