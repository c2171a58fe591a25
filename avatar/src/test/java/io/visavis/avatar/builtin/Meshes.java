package io.visavis.avatar.builtin;

import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.MorphTarget;
import java.util.Map;

/** What the tests of heads measure on a mesh. */
final class Meshes {
  private static final int SAMPLES = 40;

  private Meshes() {}

  static MorphTarget morph(HeadMesh mesh, String name) {
    return mesh.morphs().stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
  }

  static double meanX(MorphTarget morph) {
    double sum = 0;
    for (int k = 0; k < morph.vertices().length; k++) {
      sum += morph.deltas()[3 * k];
    }
    return sum / morph.vertices().length;
  }

  static float[] posed(HeadMesh mesh, Map<String, Float> weights) {
    float[] v = mesh.vertices().clone();
    weights.forEach(
        (name, w) -> {
          MorphTarget morph = morph(mesh, name);
          for (int k = 0; k < morph.vertices().length; k++) {
            for (int c = 0; c < 3; c++) {
              v[3 * morph.vertices()[k] + c] += w * morph.deltas()[3 * k + c];
            }
          }
        });
    return v;
  }

  static double area(HeadMesh mesh, int triangle) {
    float[] v = mesh.vertices();
    int[] t = mesh.triangles();
    int a = 3 * t[3 * triangle];
    int b = 3 * t[3 * triangle + 1];
    int c = 3 * t[3 * triangle + 2];
    double ux = v[b] - v[a];
    double uy = v[b + 1] - v[a + 1];
    double uz = v[b + 2] - v[a + 2];
    double wx = v[c] - v[a];
    double wy = v[c + 1] - v[a + 1];
    double wz = v[c + 2] - v[a + 2];
    double x = uy * wz - uz * wy;
    double y = uz * wx - ux * wz;
    double z = ux * wy - uy * wx;
    return .5 * Math.sqrt(x * x + y * y + z * z);
  }

  /** Of a grid of lines of sight from the front, those that meet an eyeball first. */
  static int eyeballSamplesSeenInFront(HeadMesh mesh, float[] posed) {
    int seen = 0;
    for (Joint joint : new Joint[] {Joint.EYE_LEFT, Joint.EYE_RIGHT}) {
      float px = mesh.pivots()[3 * joint.ordinal()];
      float py = mesh.pivots()[3 * joint.ordinal() + 1];
      for (int i = 0; i < SAMPLES; i++) {
        for (int j = 0; j < SAMPLES; j++) {
          double x = px + .022 * (2.0 * i / (SAMPLES - 1) - 1);
          double y = py + .016 * (2.0 * j / (SAMPLES - 1) - 1);
          if (eyeballFirst(mesh, posed, x, y)) {
            seen++;
          }
        }
      }
    }
    return seen;
  }

  private static boolean eyeballFirst(HeadMesh mesh, float[] v, double x, double y) {
    int[] t = mesh.triangles();
    double nearest = -1;
    boolean eyeball = false;
    for (int i = 0; i < t.length; i += 3) {
      int a = 3 * t[i];
      int b = 3 * t[i + 1];
      int c = 3 * t[i + 2];
      double d = (v[b + 1] - v[c + 1]) * (v[a] - v[c]) + (v[c] - v[b]) * (v[a + 1] - v[c + 1]);
      double l0 = ((v[b + 1] - v[c + 1]) * (x - v[c]) + (v[c] - v[b]) * (y - v[c + 1])) / d;
      double l1 = ((v[c + 1] - v[a + 1]) * (x - v[c]) + (v[a] - v[c]) * (y - v[c + 1])) / d;
      double l2 = 1 - l0 - l1;
      if (l0 >= 0 && l1 >= 0 && l2 >= 0) {
        double z = l0 * v[a + 2] + l1 * v[b + 2] + l2 * v[c + 2];
        if (z > nearest) {
          nearest = z;
          eyeball = ridesOnEye(mesh, t[i]);
        }
      }
    }
    return eyeball;
  }

  private static boolean ridesOnEye(HeadMesh mesh, int vertex) {
    return mesh.weights()[Joint.COUNT * vertex + Joint.EYE_LEFT.ordinal()] > .5
        || mesh.weights()[Joint.COUNT * vertex + Joint.EYE_RIGHT.ordinal()] > .5;
  }
}
