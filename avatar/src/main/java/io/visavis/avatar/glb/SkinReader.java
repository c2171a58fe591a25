package io.visavis.avatar.glb;

import io.visavis.avatar.rig.Joint;
import java.util.Arrays;

/**
 * Reads joints and skinning weights from a glTF. A pivot is the origin of the joint in the rest
 * pose, which its inverse bind matrix gives; how the joint's axes are turned there does not matter.
 */
final class SkinReader {
  private static final int MOST_JOINTS = 64;
  private static final int MOST_SETS = 2;

  private final Element root;
  private final Accessors accessors;
  private final Element skin;

  /** [joints of the skin] the joint that each is, -1 for those that visavis does not have. */
  private final int[] jointOf;

  SkinReader(Element root, Accessors accessors, Element skin) throws AvatarFormatException {
    this.root = root;
    this.accessors = accessors;
    this.skin = skin;
    this.jointOf = jointOf();
  }

  private int[] jointOf() throws AvatarFormatException {
    Element joints = skin.get("joints");
    if (joints.size() > MOST_JOINTS) {
      throw new AvatarFormatException(
          "%s has %d entries; at most %d are read."
              .formatted(joints.path(), joints.size(), MOST_JOINTS));
    }
    int[] map = new int[joints.size()];
    Arrays.fill(map, -1);
    for (Joint joint : Joint.values()) {
      int found = -1;
      for (int i = 0; i < map.length; i++) {
        Element name = joints.at(i).in(root, "nodes").find("name");
        if (name != null && name.text().equals(joint.jointName())) {
          found = i;
        }
      }
      if (found < 0) {
        throw new AvatarFormatException(
            "%s has no joint whose node is called '%s'; root, neck, jaw, eyeLeft and eyeRight are needed."
                .formatted(skin.path(), joint.jointName()));
      }
      map[found] = joint.ordinal();
    }
    return map;
  }

  /** [5, 3] positions of the joints in the rest pose. */
  float[] pivots() throws AvatarFormatException {
    float[] matrices =
        accessors.floats(skin.get("inverseBindMatrices"), AccessorType.MAT4, MOST_JOINTS);
    if (matrices.length < 16 * jointOf.length) {
      throw new AvatarFormatException(
          "%s.inverseBindMatrices has %d matrices for %d joints."
              .formatted(skin.path(), matrices.length / 16, jointOf.length));
    }
    float[] pivots = new float[3 * Joint.COUNT];
    for (int i = 0; i < jointOf.length; i++) {
      if (jointOf[i] >= 0) {
        pivot(matrices, 16 * i, pivots, 3 * jointOf[i]);
      }
    }
    return pivots;
  }

  /** The point p that the matrix [A | t] takes to the origin: p = -A^-1 t. */
  private void pivot(float[] m, int at, float[] out, int to) throws AvatarFormatException {
    boolean upright = true;
    for (int i = 0; i < 12; i++) {
      upright &= i % 4 == 3 || m[at + i] == (i % 5 == 0 ? 1 : 0);
    }
    if (upright) {
      for (int c = 0; c < 3; c++) {
        out[to + c] = -m[at + 12 + c];
      }
      return;
    }
    double[] x = {m[at], m[at + 1], m[at + 2]};
    double[] y = {m[at + 4], m[at + 5], m[at + 6]};
    double[] z = {m[at + 8], m[at + 9], m[at + 10]};
    double[] t = {m[at + 12], m[at + 13], m[at + 14]};
    double volume = det(x, y, z);
    double[] p = {-det(t, y, z) / volume, -det(x, t, z) / volume, -det(x, y, t) / volume};
    for (int c = 0; c < 3; c++) {
      if (!Double.isFinite(p[c])) {
        throw new AvatarFormatException(
            skin.path() + ".inverseBindMatrices has a matrix that cannot be inverted.");
      }
      out[to + c] = (float) p[c];
    }
  }

  private static double det(double[] a, double[] b, double[] c) {
    return a[0] * (b[1] * c[2] - b[2] * c[1])
        - b[0] * (a[1] * c[2] - a[2] * c[1])
        + c[0] * (a[1] * b[2] - a[2] * b[1]);
  }

  /** [V, 5] skinning weights. */
  float[] weights(Element attributes, int vertices) throws AvatarFormatException {
    float[] out = new float[Joint.COUNT * vertices];
    for (int set = 0; set < MOST_SETS; set++) {
      if (set > 0 && attributes.find("JOINTS_" + set) == null) {
        break;
      }
      Element jointsAt = attributes.get("JOINTS_" + set);
      Element weightsAt = attributes.get("WEIGHTS_" + set);
      int[] joints = accessors.integers(jointsAt, AccessorType.VEC4, vertices);
      float[] weights = accessors.floats(weightsAt, AccessorType.VEC4, vertices);
      if (joints.length != 4 * vertices || weights.length != 4 * vertices) {
        throw new AvatarFormatException(
            "%s and %s do not have one entry for each of %d vertices."
                .formatted(jointsAt.path(), weightsAt.path(), vertices));
      }
      add(joints, weights, out);
    }
    return out;
  }

  private void add(int[] joints, float[] weights, float[] out) throws AvatarFormatException {
    for (int i = 0; i < joints.length; i++) {
      if (weights[i] == 0) {
        continue;
      }
      int joint = joints[i] < jointOf.length ? jointOf[joints[i]] : -1;
      if (joint < 0) {
        throw new AvatarFormatException(
            "Vertex %d is moved by joint %d of the skin, which is none of root, neck, jaw, eyeLeft and eyeRight."
                .formatted(i / 4, joints[i]));
      }
      out[Joint.COUNT * (i / 4) + joint] += weights[i];
    }
  }
}
