package io.visavis.avatar.flame;

import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;

/** Which parts of a built-in head FLAME has as well. */
final class Parts {
  private final HeadMesh mesh;
  private final int[] parent;
  private final int skin;
  private final int neck;

  Parts(HeadMesh mesh) {
    this.mesh = mesh;
    parent = new int[mesh.vertexCount()];
    int[] size = new int[parent.length];
    for (int v = 0; v < parent.length; v++) {
      parent[v] = v;
    }
    for (int i = 0; i < mesh.triangles().length; i++) {
      parent[of(mesh.triangles()[i])] = of(mesh.triangles()[i - i % 3]);
    }
    for (int v = 0; v < parent.length; v++) {
      size[of(v)]++;
    }
    int best = 0;
    for (int v = 0; v < size.length; v++) {
      best = size[v] > size[best] ? v : best;
    }
    skin = best;
    // Of what lies wholly below the eyes and is not of the inside of the mouth, the next vertices.
    int next = 0;
    while (of(next) == skin || size[of(next)] < 500) {
      next++;
    }
    neck = of(next);
  }

  private int of(int vertex) {
    int v = vertex;
    while (parent[v] != v) {
      parent[v] = parent[parent[v]];
      v = parent[v];
    }
    return v;
  }

  /** 0 for skin and eyeballs, 1 for the neck, 2 for what FLAME has not. */
  int order(int vertex) {
    int row = Joint.COUNT * vertex;
    boolean eye =
        mesh.weights()[row + Joint.EYE_LEFT.ordinal()] > 0.5
            || mesh.weights()[row + Joint.EYE_RIGHT.ordinal()] > 0.5;
    return eye || of(vertex) == skin ? 0 : of(vertex) == neck ? 1 : 2;
  }
}
