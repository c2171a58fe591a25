package io.visavis.avatar.importer.scan;

import io.visavis.avatar.rig.HeadMesh;

/** The parts of a mesh that no triangle joins, each named by one of its vertices. */
final class Parts {
  private final int[] parent;
  private final int[] triangles;
  private final float[] hindmost;
  private final int largest;

  Parts(HeadMesh mesh) {
    parent = new int[mesh.vertexCount()];
    triangles = new int[parent.length];
    hindmost = new float[parent.length];
    for (int v = 0; v < parent.length; v++) {
      parent[v] = v;
      hindmost[v] = mesh.vertices()[3 * v + 2];
    }
    int[] corners = mesh.triangles();
    for (int i = 0; i < corners.length; i++) {
      int first = of(corners[i - i % 3]);
      int other = of(corners[i]);
      parent[other] = first;
      hindmost[first] = Math.min(hindmost[first], hindmost[other]);
    }
    for (int i = 0; i < corners.length; i += 3) {
      triangles[of(corners[i])]++;
    }
    int best = 0;
    for (int v = 1; v < triangles.length; v++) {
      best = triangles[v] > triangles[best] ? v : best;
    }
    largest = best;
  }

  /** The part of a vertex. */
  int of(int vertex) {
    int v = vertex;
    while (parent[v] != v) {
      parent[v] = parent[parent[v]];
      v = parent[v];
    }
    return v;
  }

  /** Number of triangles of a part. */
  int size(int part) {
    return triangles[part];
  }

  /** The part of the most triangles: of a head, its skin. */
  int largest() {
    return largest;
  }

  /** The least z of a part. */
  float hindmost(int part) {
    return hindmost[part];
  }
}
