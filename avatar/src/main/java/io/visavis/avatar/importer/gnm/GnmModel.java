package io.visavis.avatar.importer.gnm;

import java.util.Map;

/**
 * Google's GNM Head (v3): metres, +y up, facing +z. Immutable by convention.
 *
 * @param vertices [V, 3] the mean head
 * @param triangles [T, 3]
 * @param expressions [E, V, 3] displacements
 * @param pivots [5, 3] joints in visavis' order, the jaw zero
 * @param weights [V, 5] in visavis' order
 * @param correctives [36, V, 3] in visavis' order; empty for none
 * @param groups by name, [V] whether a vertex is in it
 */
record GnmModel(
    float[] vertices,
    int[] triangles,
    float[] expressions,
    float[] pivots,
    float[] weights,
    float[] correctives,
    Map<String, boolean[]> groups) {

  int vertexCount() {
    return vertices.length / 3;
  }

  int expressionCount() {
    return expressions.length / vertices.length;
  }

  /** [V] whether a vertex is in a group; nowhere if there is no such group. */
  boolean[] group(String name) {
    boolean[] group = groups.get(name);
    return group == null ? new boolean[vertexCount()] : group;
  }
}
