package io.visavis.avatar.builtin.topology;

import io.visavis.avatar.builtin.form.Vec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Delaunay triangles of points on the unit sphere, which are the faces of their convex hull. Points
 * are inserted one by one and edges flipped until the hull is convex (Lawson).
 */
public final class SphereDelaunay {
  private static final double EPS = 1e-13;

  private final Vec[] points;
  private final List<int[]> corners = new ArrayList<>(); // counter-clockwise from outside
  private final List<int[]> across = new ArrayList<>(); // neighbour opposite to each corner
  private int last;

  private SphereDelaunay(Vec[] points) {
    this.points = points;
  }

  /**
   * Triangulates.
   *
   * @param points unit vectors all around the sphere, no two the same
   * @return counter-clockwise corners of the triangles
   */
  public static int[][] triangulate(Vec[] points) {
    SphereDelaunay hull = new SphereDelaunay(points);
    int[] first = hull.tetrahedron();
    for (int i = 0; i < points.length; i++) {
      int p = i;
      if (Arrays.stream(first).noneMatch(f -> f == p)) {
        hull.insert(p);
      }
    }
    return hull.corners.toArray(int[][]::new);
  }

  private int[] tetrahedron() {
    Vec[] ideal = {Vec.of(1, 1, 1), Vec.of(-1, -1, 1), Vec.of(-1, 1, -1), Vec.of(1, -1, -1)};
    int[] t = new int[4];
    for (int k = 0; k < 4; k++) {
      double best = -2;
      for (int i = 0; i < points.length; i++) {
        double d = points[i].dot(ideal[k]);
        if (d > best) {
          best = d;
          t[k] = i;
        }
      }
    }
    int[][] faces = {{1, 2, 3}, {0, 3, 2}, {0, 1, 3}, {0, 2, 1}};
    for (int[] f : faces) {
      int a = t[f[0]];
      int b = t[f[1]];
      int c = t[f[2]];
      if (volume(a, b, c) < 0) {
        throw new IllegalArgumentException("The points do not go round the sphere.");
      }
      corners.add(new int[] {a, b, c});
      across.add(f.clone()); // face k is opposite to corner k
    }
    return t;
  }

  private double volume(int a, int b, int c) {
    return points[a].dot(points[b].cross(points[c]));
  }

  private int locate(int p) {
    int t = last;
    for (int step = 0; step < 4 * corners.size() + 100; step++) {
      int[] c = corners.get(t);
      int next = -1;
      for (int k = 0; k < 3 && next < 0; k++) {
        int i = (k + step) % 3;
        if (volume(c[(i + 1) % 3], c[(i + 2) % 3], p) < 0) {
          next = across.get(t)[i];
        }
      }
      if (next < 0) {
        return t;
      }
      t = next;
    }
    throw new IllegalStateException("The walk to point " + p + " did not end.");
  }

  private void insert(int p) {
    int t = locate(p);
    int[] c = corners.get(t).clone();
    int[] n = across.get(t).clone();
    int t1 = corners.size();
    int t2 = t1 + 1;
    set(t, new int[] {p, c[1], c[2]}, new int[] {n[0], t1, t2});
    corners.add(new int[] {p, c[2], c[0]});
    across.add(new int[] {n[1], t2, t});
    corners.add(new int[] {p, c[0], c[1]});
    across.add(new int[] {n[2], t, t1});
    relink(n[1], t, t1);
    relink(n[2], t, t2);
    last = t;
    legalise(t);
    legalise(t1);
    legalise(t2);
  }

  private void set(int t, int[] c, int[] n) {
    corners.set(t, c);
    across.set(t, n);
  }

  private void relink(int t, int from, int to) {
    int[] n = across.get(t);
    for (int k = 0; k < 3; k++) {
      if (n[k] == from) {
        n[k] = to;
        return;
      }
    }
  }

  /**
   * The new point is corner 0 of {@code t}; flips the edge opposite to it while that is not convex.
   */
  private void legalise(int t) {
    int[] c = corners.get(t);
    int u = across.get(t)[0];
    int[] d = corners.get(u);
    int k = 0;
    while (across.get(u)[k] != t) {
      k++;
    }
    int p = c[0];
    int q = d[k];
    Vec o = points[p];
    double above = points[q].minus(o).dot(points[c[1]].minus(o).cross(points[c[2]].minus(o)));
    if (above <= EPS) {
      return;
    }
    int[] nt = across.get(t);
    int[] nu = across.get(u);
    int a = c[1];
    int b = c[2];
    // In u the corners after q are b, a.
    int overBq = nu[(k + 2) % 3]; // opposite to a: edge q-b
    int overAq = nu[(k + 1) % 3]; // opposite to b: edge a-q
    int overA = nt[1]; // opposite to a: edge b-p
    int overB = nt[2]; // opposite to b: edge p-a
    set(t, new int[] {p, a, q}, new int[] {overAq, u, overB});
    set(u, new int[] {p, q, b}, new int[] {overBq, overA, t});
    relink(overAq, u, t);
    relink(overA, t, u);
    legalise(t);
    legalise(u);
  }
}
