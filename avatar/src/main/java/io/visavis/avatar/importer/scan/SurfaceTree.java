package io.visavis.avatar.importer.scan;

import java.util.Arrays;

/**
 * Triangles in a binary tree of boxes, to find the nearest of them. A triangle whose corners are
 * one vertex is a point. Immutable once built; {@link Nearest} searches it.
 */
final class SurfaceTree {
  /** Triangles of a leaf at most. */
  static final int LEAF = 4;

  private final float[] vertices;
  private final int[] corners;

  /** [F] triangles; each node has a run of them, halved by its children. */
  private final int[] order;

  /** [nodes, 6] least and most corner; node n has the children 2 n + 1 and 2 n + 2. */
  private final float[] boxes;

  /**
   * A tree.
   *
   * @param vertices [V, 3]
   * @param corners [F, 3] indices of vertices
   */
  SurfaceTree(float[] vertices, int[] corners) {
    this.vertices = vertices;
    this.corners = corners;
    this.order = new int[corners.length / 3];
    int nodes = 1;
    for (int run = order.length; run > LEAF; run = (run + 1) / 2) {
      nodes = 2 * nodes + 1;
    }
    this.boxes = new float[6 * nodes];
    long[] keys = new long[order.length];
    Arrays.setAll(order, i -> i);
    build(0, 0, order.length, keys);
  }

  /** A tree of points [N, 3]. */
  static SurfaceTree ofPoints(float[] points) {
    int[] corners = new int[points.length];
    Arrays.setAll(corners, i -> i / 3);
    return new SurfaceTree(points, corners);
  }

  int size() {
    return order.length;
  }

  /** The triangle at a place of the order. */
  int triangle(int place) {
    return order[place];
  }

  /** Coordinate c of corner k of a triangle. */
  double corner(int triangle, int k, int c) {
    return vertices[3 * corners[3 * triangle + k] + c];
  }

  /** Squared distance of a point from the box of a node. */
  double outside(int node, double x, double y, double z) {
    double dx = gap(6 * node, x);
    double dy = gap(6 * node + 1, y);
    double dz = gap(6 * node + 2, z);
    return dx * dx + dy * dy + dz * dz;
  }

  private double gap(int at, double value) {
    return Math.max(Math.max(boxes[at] - value, value - boxes[at + 3]), 0);
  }

  private void build(int node, int from, int to, long[] keys) {
    int at = 6 * node;
    Arrays.fill(boxes, at, at + 3, Float.POSITIVE_INFINITY);
    Arrays.fill(boxes, at + 3, at + 6, Float.NEGATIVE_INFINITY);
    for (int i = from; i < to; i++) {
      for (int k = 0; k < 9; k++) {
        float value = vertices[3 * corners[3 * order[i] + k / 3] + k % 3];
        boxes[at + k % 3] = Math.min(boxes[at + k % 3], value);
        boxes[at + 3 + k % 3] = Math.max(boxes[at + 3 + k % 3], value);
      }
    }
    if (to - from <= LEAF) {
      return;
    }
    int axis = 0;
    for (int c = 1; c < 3; c++) {
      axis = boxes[at + 3 + c] - boxes[at + c] > boxes[at + 3 + axis] - boxes[at + axis] ? c : axis;
    }
    for (int i = from; i < to; i++) {
      int t = order[i];
      float sum = (float) (corner(t, 0, axis) + corner(t, 1, axis) + corner(t, 2, axis));
      int bits = Float.floatToIntBits(sum);
      // Ascending as the floats are, ties by index: the same tree everywhere.
      keys[i] = ((long) (bits ^ ((bits >> 31) & Integer.MAX_VALUE)) << 32) | t;
    }
    Arrays.sort(keys, from, to);
    for (int i = from; i < to; i++) {
      order[i] = (int) keys[i];
    }
    int middle = middle(from, to);
    build(2 * node + 1, from, middle, keys);
    build(2 * node + 2, middle, to, keys);
  }

  /** Where the second child's run begins. */
  static int middle(int from, int to) {
    return (from + to + 1) >>> 1;
  }
}
