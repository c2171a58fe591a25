package io.visavis.render;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;

/** Whether an avatar can be drawn at all; every back end asks before it loads one. */
public final class AvatarCheck {
  private AvatarCheck() {}

  /**
   * Checks sizes, indices and values.
   *
   * @throws IllegalArgumentException with one sentence that says what is wrong and where
   */
  public static void requireDrawable(Avatar avatar) {
    String who = "Avatar '" + avatar.name() + "'";
    HeadMesh mesh = avatar.mesh();
    GaussianCloud cloud = avatar.gaussians();
    int n = cloud.size();
    int vertices = mesh.vertexCount();
    length(who, "vertices", mesh.vertices(), 3 * vertices);
    length(who, "skinning weights", mesh.weights(), Joint.COUNT * vertices);
    length(who, "joint pivots", mesh.pivots(), 3 * Joint.COUNT);
    if (mesh.triangles().length != 3 * mesh.triangleCount()) {
      throw new IllegalArgumentException(
          "%s has %d triangle indices; three a triangle would be right."
              .formatted(who, mesh.triangles().length));
    }
    indices(who, "a triangle corner", mesh.triangles(), vertices, "vertices");
    indices(who, "a Gaussian's triangle", cloud.parent(), mesh.triangleCount(), "triangles");
    for (var morph : mesh.morphs()) {
      indices(
          who, "a vertex of morph '" + morph.name() + "'", morph.vertices(), vertices, "vertices");
      finite(who, "a delta of morph '" + morph.name() + "'", morph.deltas());
    }
    planes(who, "mean", cloud.mean(), 3, n);
    planes(who, "factor", cloud.factor(), 9, n);
    planes(who, "colour", cloud.colour(), 3, n);
    length(who, "opacities", cloud.opacity(), n);
    for (int i = 0; i < n; i++) {
      if (cloud.opacity()[i] < 0 || cloud.opacity()[i] > 1) {
        throw new IllegalArgumentException(
            "%s has opacity %s at Gaussian %d; 0 to 1 would be right."
                .formatted(who, cloud.opacity()[i], i));
      }
    }
  }

  private static void planes(String who, String what, float[][] values, int planes, int n) {
    if (values.length != planes) {
      throw new IllegalArgumentException(
          "%s has %d planes of %s; %d would be right.".formatted(who, values.length, what, planes));
    }
    for (float[] plane : values) {
      length(who, what + " values", plane, n);
    }
  }

  private static void length(String who, String what, float[] values, int right) {
    if (values.length != right) {
      throw new IllegalArgumentException(
          "%s has %d %s; %d would be right.".formatted(who, values.length, what, right));
    }
    finite(who, "a value of its " + what, values);
  }

  private static void finite(String who, String what, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "%s: %s at index %d is %s; a finite number would be right."
                .formatted(who, what, i, values[i]));
      }
    }
  }

  private static void indices(String who, String what, int[] values, int bound, String things) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] < 0 || values[i] >= bound) {
        throw new IllegalArgumentException(
            "%s: %s at index %d is %d, but there are %d %s."
                .formatted(who, what, i, values[i], bound, things));
      }
    }
  }
}
