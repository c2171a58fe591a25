package io.visavis.avatar.retarget;

import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.MorphTarget;
import io.visavis.avatar.rig.RigPose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The landmarks of a head without the head: what it takes to pose them, and nothing else. */
public final class LandmarkMesh {
  private LandmarkMesh() {}

  /** A mesh whose vertices are the landmarks, in their order. */
  public static HeadMesh of(HeadMesh mesh) {
    int[] landmarks = mesh.landmarks();
    List<MorphTarget> morphs = new ArrayList<>();
    for (MorphTarget morph : mesh.morphs()) {
      morphs.add(kept(morph, landmarks));
    }
    int count = mesh.vertexCount();
    float[] correctives = new float[0];
    if (mesh.poseCorrectives().length > 0) {
      correctives = new float[RigPose.FEATURES * 3 * landmarks.length];
      for (int p = 0; p < RigPose.FEATURES; p++) {
        for (int i = 0; i < 3 * landmarks.length; i++) {
          correctives[p * 3 * landmarks.length + i] =
              mesh.poseCorrectives()[3 * (p * count + landmarks[i / 3]) + i % 3];
        }
      }
    }
    return new HeadMesh(
        rows(mesh.vertices(), landmarks, 3),
        new int[] {0, 1, 2},
        morphs,
        mesh.pivots(),
        rows(mesh.weights(), landmarks, Joint.COUNT),
        correctives);
  }

  private static MorphTarget kept(MorphTarget morph, int[] landmarks) {
    int[] vertices = new int[landmarks.length];
    float[] deltas = new float[3 * landmarks.length];
    int n = 0;
    for (int l = 0; l < landmarks.length; l++) {
      int at = Arrays.binarySearch(morph.vertices(), landmarks[l]);
      if (at >= 0) {
        System.arraycopy(morph.deltas(), 3 * at, deltas, 3 * n, 3);
        vertices[n++] = l;
      }
    }
    return new MorphTarget(
        morph.name(), Arrays.copyOf(vertices, n), Arrays.copyOf(deltas, 3 * n), morph.pivots());
  }

  private static float[] rows(float[] values, int[] rows, int width) {
    float[] out = new float[width * rows.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[width * rows[i / width] + i % width];
    }
    return out;
  }
}
