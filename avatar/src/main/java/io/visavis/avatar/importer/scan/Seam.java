package io.visavis.avatar.importer.scan;

import io.visavis.avatar.rig.HeadMesh;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * An edge of the skin, round the mouth or an eye, that shall not open, and how much of its
 * neighbourhood gives in to it.
 */
final class Seam {
  private static final int LEAST = 12;

  private final int[] loop;

  /** [V] number in the loop of the nearest of its vertices, -1 where that is too far. */
  private final int[] nearest;

  /** [V] 1 on the seam, 0 far from it. */
  private final double[] share;

  /**
   * A seam.
   *
   * @param loop vertices round an opening
   * @param width metres of skin over which its hold goes to 1/e
   */
  Seam(HeadMesh mesh, int[] loop, double width) {
    this.loop = loop;
    this.nearest = new int[mesh.vertexCount()];
    this.share = new double[nearest.length];
    Arrays.fill(nearest, -1);
    record Reached(int vertex, int from, double distance) {}
    PriorityQueue<Reached> queue =
        new PriorityQueue<>(Comparator.comparingDouble(Reached::distance));
    for (int i = 0; i < loop.length; i++) {
      queue.add(new Reached(loop[i], i, 0));
    }
    Map<Integer, Set<Integer>> neighbours = neighbours(mesh);
    while (!queue.isEmpty()) {
      Reached at = queue.remove();
      if (nearest[at.vertex] >= 0) {
        continue;
      }
      nearest[at.vertex] = at.from;
      share[at.vertex] = Math.exp(-Math.pow(at.distance / width, 2));
      double[] here = Vector.at(mesh.vertices(), at.vertex);
      for (int next : neighbours.getOrDefault(at.vertex, Set.of())) {
        double distance =
            at.distance + Vector.length(Vector.minus(Vector.at(mesh.vertices(), next), here));
        if (distance < 3 * width) {
          queue.add(new Reached(next, at.from, distance));
        }
      }
    }
  }

  /** The vertices on the seam, in turn. */
  int[] loop() {
    return loop;
  }

  /**
   * Holds the seam.
   *
   * @param moved [V, 3] displacements, changed
   * @param goal [loop, 3] those that the seam's own vertices shall have
   */
  void hold(double[] moved, double[] goal) {
    double[] change = new double[goal.length];
    for (int i = 0; i < goal.length; i++) {
      change[i] = goal[i] - moved[3 * loop[i / 3] + i % 3];
    }
    for (int v = 0; v < nearest.length; v++) {
      for (int c = 0; nearest[v] >= 0 && c < 3; c++) {
        moved[3 * v + c] += share[v] * change[3 * nearest[v] + c];
      }
    }
  }

  private static Map<Integer, Set<Integer>> neighbours(HeadMesh mesh) {
    Map<Integer, Set<Integer>> out = new HashMap<>();
    int[] corners = mesh.triangles();
    for (int i = 0; i < corners.length; i++) {
      int next = corners[i - i % 3 + (i + 1) % 3];
      out.computeIfAbsent(corners[i], k -> new HashSet<>()).add(next);
      out.computeIfAbsent(next, k -> new HashSet<>()).add(corners[i]);
    }
    return out;
  }

  /** The openings of the skin, each as its vertices in turn; not those of a few vertices. */
  static List<int[]> openings(HeadMesh mesh) {
    Parts parts = new Parts(mesh);
    Map<Integer, Integer> edges = new HashMap<>();
    Set<Long> all = new HashSet<>();
    int[] corners = mesh.triangles();
    for (int i = 0; i < corners.length; i++) {
      all.add(edge(corners[i], corners[i - i % 3 + (i + 1) % 3]));
    }
    for (int i = 0; i < corners.length; i++) {
      int next = corners[i - i % 3 + (i + 1) % 3];
      if (parts.of(corners[i]) == parts.largest() && !all.contains(edge(next, corners[i]))) {
        edges.put(corners[i], next);
      }
    }
    List<int[]> out = new ArrayList<>();
    while (!edges.isEmpty()) {
      int first = edges.keySet().iterator().next();
      List<Integer> loop = new ArrayList<>();
      Integer at = first;
      while (at != null) {
        loop.add(at);
        at = edges.remove(at);
      }
      if (loop.size() > LEAST && loop.getLast() == first) {
        out.add(loop.subList(1, loop.size()).stream().mapToInt(v -> v).toArray());
      }
    }
    return out;
  }

  private static long edge(int from, int to) {
    return ((long) from << 32) | to;
  }
}
