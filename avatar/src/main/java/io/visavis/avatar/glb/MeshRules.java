package io.visavis.avatar.glb;

import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.MorphTarget;
import io.visavis.avatar.rig.RigPose;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What every mesh of a head keeps. */
final class MeshRules {
  private static final double WEIGHT_SUM_TOLERANCE = 1e-3;

  private MeshRules() {}

  /** The first rule that a mesh breaks. */
  static Optional<String> firstFault(HeadMesh mesh) {
    int vertices = mesh.vertexCount();
    if (vertices < 3 || vertices > Limits.VERTICES || mesh.vertices().length % 3 != 0) {
      return Rule.fault("The mesh has %d vertices; 3 to %d are right.", vertices, Limits.VERTICES);
    }
    int triangles = mesh.triangleCount();
    if (triangles < 1 || triangles > Limits.TRIANGLES || mesh.triangles().length % 3 != 0) {
      return Rule.fault(
          "The mesh has %d triangles; 1 to %d are right.", triangles, Limits.TRIANGLES);
    }
    if (mesh.pivots().length != 3 * Joint.COUNT
        || mesh.weights().length != Joint.COUNT * vertices) {
      return Rule.fault(
          "The rig has %d pivot values and %d weights; %d and %d are right for %d vertices.",
          mesh.pivots().length,
          mesh.weights().length,
          3 * Joint.COUNT,
          Joint.COUNT * vertices,
          vertices);
    }
    return Rule.finite("the vertices", mesh.vertices(), 3)
        .or(() -> Rule.indices("the corners of triangles", mesh.triangles(), 3, vertices))
        .or(() -> Rule.finite("the joint pivots", mesh.pivots(), 3))
        .or(() -> weights(mesh.weights()))
        .or(() -> morphs(mesh))
        .or(() -> poseCorrectives(mesh))
        .or(() -> landmarks(mesh));
  }

  private static Optional<String> landmarks(HeadMesh mesh) {
    int count = mesh.landmarks().length;
    return count == 0 || count == HeadMesh.LANDMARKS
        ? Rule.indices("the landmarks", mesh.landmarks(), 1, mesh.vertexCount())
        : Rule.fault("The mesh has %d landmarks; %d or none are right.", count, HeadMesh.LANDMARKS);
  }

  private static Optional<String> weights(float[] weights) {
    for (int v = 0; v < weights.length / Joint.COUNT; v++) {
      double sum = 0;
      for (int j = 0; j < Joint.COUNT; j++) {
        float w = weights[Joint.COUNT * v + j];
        if (!Rule.within(w, 0, 1 + WEIGHT_SUM_TOLERANCE)) {
          return Rule.fault("Vertex %d has a skinning weight of %s; 0 to 1 is right.", v, w);
        }
        sum += w;
      }
      if (!Rule.within(sum, 1 - WEIGHT_SUM_TOLERANCE, 1 + WEIGHT_SUM_TOLERANCE)) {
        return Rule.fault(
            "The skinning weights of vertex %d add up to %.4f instead of 1; divide those of each vertex by their sum.",
            v, sum);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> morphs(HeadMesh mesh) {
    if (mesh.morphs().size() > Limits.MORPHS) {
      return Rule.fault(
          "The mesh has %d morph targets; at most %d are read.",
          mesh.morphs().size(), Limits.MORPHS);
    }
    Set<String> names = new HashSet<>();
    for (MorphTarget morph : mesh.morphs()) {
      String what = "morph target '%s'".formatted(morph.name());
      Optional<String> fault =
          Rule.printable("morph target's name", morph.name(), Limits.TITLE)
              .or(() -> ascending(what, morph.vertices()))
              .or(() -> Rule.indices(what, morph.vertices(), 1, mesh.vertexCount()))
              .or(() -> Rule.finite(what, morph.deltas(), 3))
              .or(() -> Rule.finite("the pivots of " + what, morph.pivots(), 3));
      if (fault.isPresent()) {
        return fault;
      }
      if (!names.add(morph.name())) {
        return Rule.fault("There are two morph targets '%s'; one a name is right.", morph.name());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> ascending(String what, int[] indices) {
    for (int i = 1; i < indices.length; i++) {
      if (indices[i] <= indices[i - 1]) {
        return Rule.fault("The vertices of %s are not ascending at entry %d.", what, i);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> poseCorrectives(HeadMesh mesh) {
    float[] values = mesh.poseCorrectives();
    if (values.length == 0) {
      return Optional.empty();
    }
    if (mesh.vertexCount() > Limits.POSE_CORRECTIVE_VERTICES) {
      return Rule.fault(
          "The mesh has pose correctives and %d vertices; at most %d are right with them.",
          mesh.vertexCount(), Limits.POSE_CORRECTIVE_VERTICES);
    }
    int right = RigPose.FEATURES * 3 * mesh.vertexCount();
    return values.length == right
        ? Rule.finite("the pose correctives", values, 3)
        : Rule.fault("The mesh has %d pose corrective values; %d are right.", values.length, right);
  }
}
