package io.visavis.avatar.check;

import io.visavis.avatar.rig.HeadMesh;

/**
 * The bounding box of a mesh at rest.
 *
 * @param least [3] metres
 * @param most [3] metres
 */
record Box(float[] least, float[] most) {
  static Box of(HeadMesh mesh) {
    float[] least = {Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE};
    float[] most = {-Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE};
    for (int i = 0; i < mesh.vertices().length; i++) {
      least[i % 3] = Math.min(least[i % 3], mesh.vertices()[i]);
      most[i % 3] = Math.max(most[i % 3], mesh.vertices()[i]);
    }
    return new Box(least, most);
  }

  float size(int axis) {
    return most[axis] - least[axis];
  }

  boolean holds(float[] values, int at) {
    for (int c = 0; c < 3; c++) {
      if (!(values[at + c] >= least[c] && values[at + c] <= most[c])) {
        return false;
      }
    }
    return true;
  }
}
