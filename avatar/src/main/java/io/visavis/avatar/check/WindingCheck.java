package io.visavis.avatar.check;

import io.visavis.avatar.rig.HeadMesh;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Are triangles counter-clockwise seen from outside, all of them? */
final class WindingCheck {
  private WindingCheck() {}

  static List<Finding> check(HeadMesh mesh) {
    List<Finding> out = new ArrayList<>();
    if (volume(mesh) < 0) {
      out.add(
          Finding.doubtful(
              "The triangles are clockwise seen from outside, so the head is inside out; swap two corners of each."));
    }
    int[] odd = againstNeighbours(mesh.triangles());
    if (odd[0] > 0) {
      out.add(
          Finding.doubtful(
              "%d of %d triangles are wound against a neighbour (the first is %d), so their inside is outside; swap two of their corners."
                  .formatted(odd[0], mesh.triangleCount(), odd[1])));
    }
    return out;
  }

  /** Six times the volume that the triangles enclose about their middle; below 0 if inside out. */
  private static double volume(HeadMesh mesh) {
    float[] v = mesh.vertices();
    double[] middle = new double[3];
    for (int i = 0; i < v.length; i++) {
      middle[i % 3] += 3.0 * v[i] / v.length;
    }
    double sum = 0;
    double[][] p = new double[3][3];
    for (int t = 0; t < mesh.triangleCount(); t++) {
      for (int k = 0; k < 9; k++) {
        p[k / 3][k % 3] = v[3 * mesh.triangles()[3 * t + k / 3] + k % 3] - middle[k % 3];
      }
      sum +=
          p[0][0] * (p[1][1] * p[2][2] - p[1][2] * p[2][1])
              + p[0][1] * (p[1][2] * p[2][0] - p[1][0] * p[2][2])
              + p[0][2] * (p[1][0] * p[2][1] - p[1][1] * p[2][0]);
    }
    return sum;
  }

  /**
   * Triangles that go along an edge in the direction in which another does; neighbours that agree
   * go along it both ways.
   *
   * @return how many, and the first of them
   */
  private static int[] againstNeighbours(int[] triangles) {
    Set<Long> edges = new HashSet<>();
    int count = 0;
    int first = -1;
    for (int t = 0; t < triangles.length / 3; t++) {
      int a = triangles[3 * t];
      int b = triangles[3 * t + 1];
      int c = triangles[3 * t + 2];
      if (a == b || b == c || c == a) {
        continue;
      }
      boolean odd = false;
      for (int k = 0; k < 3; k++) {
        long from = triangles[3 * t + k];
        long to = triangles[3 * t + (k + 1) % 3];
        odd |= !edges.add(from << 32 | to);
      }
      if (odd) {
        count++;
        first = first < 0 ? t : first;
      }
    }
    return new int[] {count, first};
  }
}
