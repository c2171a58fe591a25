package io.visavis.avatar.builtin.topology;

import io.visavis.avatar.builtin.form.Vec;
import java.util.ArrayList;
import java.util.List;

/** The neutral mesh while its parts are added; triangles are counter-clockwise from outside. */
public final class MeshDraft {
  private final List<Node> nodes = new ArrayList<>();
  private final List<int[]> triangles = new ArrayList<>();

  public int add(Node node) {
    nodes.add(node);
    return nodes.size() - 1;
  }

  public int triangle(int a, int b, int c) {
    triangles.add(new int[] {a, b, c});
    return triangles.size() - 1;
  }

  public List<Node> nodes() {
    return nodes;
  }

  public List<int[]> triangles() {
    return triangles;
  }

  public Vec position(int node) {
    return nodes.get(node).position();
  }

  /**
   * Adds a grid of quads, two triangles each, the one that carries the quad first.
   *
   * @param grid [rows][columns], rows of equal length
   * @param closed whether the last column meets the first
   * @param flipped whether rows by columns run clockwise seen from outside
   * @return index of the first triangle of each quad, row by row
   */
  public int[] grid(Node[][] grid, boolean closed, boolean flipped) {
    int columns = grid[0].length;
    int[][] index = new int[grid.length][columns];
    for (int r = 0; r < grid.length; r++) {
      for (int c = 0; c < columns; c++) {
        index[r][c] = add(grid[r][c]);
      }
    }
    int across = closed ? columns : columns - 1;
    int[] quads = new int[(grid.length - 1) * across];
    int q = 0;
    for (int r = 0; r + 1 < grid.length; r++) {
      for (int c = 0; c < across; c++) {
        int a = index[r][c];
        int b = index[r + 1][c];
        int d = index[r][(c + 1) % columns];
        int e = index[r + 1][(c + 1) % columns];
        quads[q++] = flipped ? quad(a, d, e, b) : quad(a, b, e, d);
      }
    }
    return quads;
  }

  /** Adds a quad as two triangles that share the diagonal a-c; the first one's index. */
  public int quad(int a, int b, int c, int d) {
    int first = triangle(a, b, c);
    triangle(a, c, d);
    return first;
  }

  /** A small triangle deep in the head for what is carried rigidly. */
  public int anchor(Vec at) {
    int a = add(Node.of(at, Tissue.HEAD));
    int b = add(Node.of(at.plus(Vec.of(.2, 0, 0)), Tissue.HEAD));
    int c = add(Node.of(at.plus(Vec.of(0, .2, 0)), Tissue.HEAD));
    return triangle(a, b, c);
  }
}
