package io.visavis.avatar.importer.scan;

/** Finds the nearest triangle of a tree. Owned by one thread; allocates nothing in use. */
final class Nearest {
  private final SurfaceTree tree;
  private final double[] p = new double[3];
  private final double[] a = new double[3];
  private final double[] ab = new double[3];
  private final double[] ac = new double[3];
  private final double[] ap = new double[3];
  private final double[] best = new double[3];
  private final double[] point = new double[3];
  private double squared;
  private int triangle;

  Nearest(SurfaceTree tree) {
    this.tree = tree;
  }

  /**
   * Searches.
   *
   * @param within how far away it may be
   * @return the triangle, -1 if there is none; the other methods then speak of it
   */
  int find(double[] from, double within) {
    System.arraycopy(from, 0, p, 0, 3);
    squared = within * within;
    triangle = -1;
    if (tree.size() > 0 && tree.outside(0, p[0], p[1], p[2]) < squared) {
      search(0, 0, tree.size());
    }
    return triangle;
  }

  double distance() {
    return Math.sqrt(squared);
  }

  /** The nearest point of the triangle [3]; overwritten by the next search. */
  double[] point() {
    return best;
  }

  private void search(int node, int from, int to) {
    if (to - from <= SurfaceTree.LEAF) {
      for (int i = from; i < to; i++) {
        measure(tree.triangle(i));
      }
      return;
    }
    int middle = SurfaceTree.middle(from, to);
    double first = tree.outside(2 * node + 1, p[0], p[1], p[2]);
    double second = tree.outside(2 * node + 2, p[0], p[1], p[2]);
    if (first <= second) {
      low(first, node, from, middle);
      high(second, node, middle, to);
    } else {
      high(second, node, middle, to);
      low(first, node, from, middle);
    }
  }

  private void low(double away, int node, int from, int to) {
    if (away < squared) {
      search(2 * node + 1, from, to);
    }
  }

  private void high(double away, int node, int from, int to) {
    if (away < squared) {
      search(2 * node + 2, from, to);
    }
  }

  private void measure(int t) {
    for (int c = 0; c < 3; c++) {
      a[c] = tree.corner(t, 0, c);
      ab[c] = tree.corner(t, 1, c) - a[c];
      ac[c] = tree.corner(t, 2, c) - a[c];
      ap[c] = p[c] - a[c];
    }
    closest();
    double d = 0;
    for (int c = 0; c < 3; c++) {
      d += (p[c] - point[c]) * (p[c] - point[c]);
    }
    if (d < squared) {
      squared = d;
      triangle = t;
      System.arraycopy(point, 0, best, 0, 3);
    }
  }

  /** By the regions of corners, edges and inside (Ericson 2005, 5.1.5). */
  private void closest() {
    double d1 = Vector.dot(ab, ap);
    double d2 = Vector.dot(ac, ap);
    if (d1 <= 0 && d2 <= 0) {
      take(0, 0);
      return;
    }
    double d3 = d1 - Vector.dot(ab, ab);
    double d4 = d2 - Vector.dot(ab, ac);
    if (d3 >= 0 && d4 <= d3) {
      take(1, 0);
      return;
    }
    double d5 = d1 - Vector.dot(ab, ac);
    double d6 = d2 - Vector.dot(ac, ac);
    if (d6 >= 0 && d5 <= d6) {
      take(0, 1);
      return;
    }
    double vc = d1 * d4 - d3 * d2;
    if (vc <= 0 && d1 >= 0 && d3 <= 0) {
      take(d1 / (d1 - d3), 0);
      return;
    }
    double vb = d5 * d2 - d1 * d6;
    if (vb <= 0 && d2 >= 0 && d6 <= 0) {
      take(0, d2 / (d2 - d6));
      return;
    }
    double va = d3 * d6 - d5 * d4;
    if (va <= 0 && d4 - d3 >= 0 && d5 - d6 >= 0) {
      double w = (d4 - d3) / ((d4 - d3) + (d5 - d6));
      take(1 - w, w);
      return;
    }
    double sum = va + vb + vc;
    take(vb / sum, vc / sum);
  }

  private void take(double v, double w) {
    for (int c = 0; c < 3; c++) {
      point[c] = a[c] + v * ab[c] + w * ac[c];
    }
  }
}
