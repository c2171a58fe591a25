package io.visavis.avatar.builtin.topology;

import io.visavis.avatar.builtin.form.EyeShape;
import io.visavis.avatar.builtin.form.MouthShape;
import io.visavis.avatar.builtin.form.Sculpture;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * The skin of the head: free points spread over all directions, joined to the outermost rings by
 * their convex hull, and explicit quads between the rings.
 *
 * @param triangles indices of free triangles in the mesh
 * @param quads indices of the first triangles of the rings' quads
 * @param margins [2][56] the nodes of the lid margins, left eye first
 * @param contact [72] the nodes where the lips touch
 * @param border [72] the nodes around the red of the lips
 */
public record SkinTopology(
    int[] triangles, int[] quads, int[][] margins, int[] contact, int[] border) {
  /** From here the head is seen star-shaped. */
  private static final Vec ORIGIN = Vec.of(0, -.12, .02);

  private static final int CANDIDATES = 60_000;
  private static final double SPAN = .22;

  /**
   * Builds the skin into {@code mesh}.
   *
   * @param finish moves a marched vertex to its final place: the lips' thickness
   */
  public static SkinTopology build(
      MeshDraft mesh,
      Sculpture skin,
      EyeShape eye,
      MouthShape mouth,
      UnaryOperator<Node> finish,
      long seed) {
    List<Node[][]> rings =
        List.of(Rings.mouth(skin, mouth), Rings.eye(skin, eye, 1), Rings.eye(skin, eye, -1));
    List<Vec> fixed = new ArrayList<>();
    List<Window> windows = new ArrayList<>();
    List<Integer> hullNodes = new ArrayList<>();
    List<int[][]> ringNodes = new ArrayList<>();
    for (Node[][] loop : rings) {
      int[][] index = new int[loop.length][loop[0].length];
      for (int k = 0; k < loop.length; k++) {
        for (int i = 0; i < loop[k].length; i++) {
          index[k][i] = mesh.add(finish.apply(loop[k][i]));
        }
      }
      ringNodes.add(index);
      List<Vec> outer = new ArrayList<>();
      for (int i = 0; i < loop[0].length; i++) {
        outer.add(loop[Rings.COUNT - 1][i].position().minus(ORIGIN).unit());
        hullNodes.add(index[Rings.COUNT - 1][i]);
      }
      fixed.addAll(outer);
      windows.add(Window.of(outer));
    }

    List<Vec> free = spread(fixed, windows, seed);
    Vec[] directions = relaxed(fixed, free);
    List<Vec> all = new ArrayList<>(fixed);
    for (int i = fixed.size(); i < directions.length; i++) {
      Vec d = directions[i];
      if (windows.stream().noneMatch(w -> w.contains(d))) {
        all.add(d);
        Node node = Node.of(skin.outermost(ORIGIN, d, 2.4), Tissue.SKIN);
        hullNodes.add(mesh.add(finish.apply(node)));
      }
    }
    List<Integer> triangles = new ArrayList<>();
    for (int[] t : SphereDelaunay.triangulate(all.toArray(Vec[]::new))) {
      boolean insideRing = t[0] < fixed.size() && t[1] < fixed.size() && t[2] < fixed.size();
      int a = hullNodes.get(t[0]);
      int b = hullNodes.get(t[1]);
      int c = hullNodes.get(t[2]);
      double lowest =
          Math.min(mesh.position(a).y(), Math.min(mesh.position(b).y(), mesh.position(c).y()));
      // Below the jaw, long triangles would span from it to the shoulders; the neck is there.
      boolean spans = lowest < -.95 && longest(mesh, a, b, c) > SPAN;
      if (!insideRing && lowest > -1.45 && !spans) {
        triangles.add(mesh.triangle(a, b, c));
      }
    }
    List<Integer> quads = new ArrayList<>();
    for (int[][] index : ringNodes) {
      int n = index[0].length;
      // One turn for the whole loop: where lips roll in, their own normal would mislead.
      int[] outer = index[Rings.COUNT - 1];
      boolean out = facesOut(mesh, index[Rings.COUNT - 2][0], outer[0], outer[1]);
      for (int k = 0; k + 1 < index.length; k++) {
        for (int i = 0; i < n; i++) {
          int j = (i + 1) % n;
          int a = index[k][i];
          int b = index[k + 1][i];
          int c = index[k + 1][j];
          int d = index[k][j];
          quads.add(out ? mesh.quad(a, b, c, d) : mesh.quad(d, c, b, a));
        }
      }
    }
    return new SkinTopology(
        array(triangles),
        array(quads),
        new int[][] {ringNodes.get(1)[0], ringNodes.get(2)[0]},
        ringNodes.get(0)[0],
        ringNodes.get(0)[Rings.BORDER]);
  }

  private static double longest(MeshDraft mesh, int a, int b, int c) {
    double ab = mesh.position(a).distance(mesh.position(b));
    double bc = mesh.position(b).distance(mesh.position(c));
    return Math.max(Math.max(ab, bc), mesh.position(c).distance(mesh.position(a)));
  }

  private static boolean facesOut(MeshDraft mesh, int a, int b, int c) {
    Vec o = mesh.position(a).minus(ORIGIN);
    Vec u = mesh.position(b).minus(ORIGIN);
    Vec v = mesh.position(c).minus(ORIGIN);
    return o.dot(u.cross(v)) > 0;
  }

  /** Distance between free points, as a chord of the unit sphere. */
  private static double spacing(Vec d) {
    double face = Smooth.step(.1, .6, d.z()) * Smooth.step(1.0, .3, Math.abs(d.y() + .1));
    double r = Smooth.lerp(.088, .0355, face);
    Vec nose = Vec.of(0, -.27, .95).unit();
    Vec mouth = Vec.of(0, -.56, .85).unit();
    r = Smooth.lerp(r, .023, Smooth.bell(d.distance(nose), .092));
    r = Smooth.lerp(r, .027, Smooth.bell(d.distance(mouth), .156));
    return d.y() > .55 ? .085 : r;
  }

  private static List<Vec> spread(List<Vec> fixed, List<Window> windows, long seed) {
    Random random = new Random(seed);
    List<Vec> candidates = new ArrayList<>(fixed);
    for (int i = 0; i < CANDIDATES; i++) {
      Vec d = Vec.of(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()).unit();
      if (windows.stream().noneMatch(w -> w.contains(d))) {
        candidates.add(d);
      }
    }
    int[] seen = {0};
    List<Vec> kept =
        PoissonPoints.pick(candidates, d -> seen[0]++ < fixed.size() ? 1e-6 : spacing(d));
    List<Vec> free = new ArrayList<>();
    for (Vec d : kept.subList(fixed.size(), kept.size())) {
      if (fixed.stream().noneMatch(f -> f.distance(d) < .016)) {
        free.add(d);
      }
    }
    return free;
  }

  /** Four rounds in which each free point moves half way to the mean of its neighbours. */
  private static Vec[] relaxed(List<Vec> fixed, List<Vec> free) {
    List<Vec> all = new ArrayList<>(fixed);
    all.addAll(free);
    Vec[] d = all.toArray(Vec[]::new);
    for (int round = 0; round < 4; round++) {
      Vec[] sum = new Vec[d.length];
      java.util.Arrays.fill(sum, Vec.ZERO);
      for (int[] t : SphereDelaunay.triangulate(d)) {
        for (int k = 0; k < 3; k++) {
          int a = t[k];
          sum[a] = sum[a].plus(d[t[(k + 1) % 3]]).plus(d[t[(k + 2) % 3]]);
        }
      }
      for (int i = fixed.size(); i < d.length; i++) {
        d[i] = d[i].plus(sum[i].unit()).unit();
      }
    }
    return d;
  }

  private static int[] array(List<Integer> list) {
    return list.stream().mapToInt(i -> i).toArray();
  }
}
