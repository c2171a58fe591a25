package io.visavis.avatar.importer.scan;

import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What a scan shows of a built-in head's mesh: skin, ears, hair, shirt and the fronts of the eyes,
 * but not what lies behind lids and lips, nor triangles too thin to carry anything.
 */
final class HeadSurface {
  /** Parts of fewer triangles are lashes and reflections. */
  private static final int LEAST_PART = 20;

  /** Metres before the hinge of the jaw; parts that lie wholly there are behind lids and lips. */
  private static final float INNER = 0.03f;

  /** Metres; the least height of a triangle that carries Gaussians. */
  private static final double THINNEST = 3e-4;

  /** The face, from the middle between the eyes' centres, metres: to chin, brows and cheeks. */
  private static final float BELOW = 0.1f;

  private static final float ABOVE = 0.05f;
  private static final float BEHIND = 0.035f;

  /** Metres from the top of the head to the waist. */
  private static final double BODY = 0.75;

  private final HeadMesh mesh;
  private final Parts parts;
  private final double[] eyes = new double[3];

  /** [2][3] the points of the left and right eyeball that are farthest in front. */
  private final double[][] pupils = new double[2][];

  /** [K] triangles that carry Gaussians. */
  private final int[] carriers;

  private final SurfaceTree tree;
  private final int[] face;
  private final double[][] normals;

  HeadSurface(HeadMesh mesh) {
    this.mesh = mesh;
    this.parts = new Parts(mesh);
    for (int side = 0; side < 2; side++) {
      int joint = (side == 0 ? Joint.EYE_LEFT : Joint.EYE_RIGHT).ordinal();
      pupils[side] = foremost(joint);
      for (int c = 0; c < 3; c++) {
        eyes[c] += mesh.pivots()[3 * joint + c] / 2;
      }
    }
    int[] triangles = new int[mesh.triangleCount()];
    int count = 0;
    for (int t = 0; t < triangles.length; t++) {
      if (isShown(t) && height(t) >= THINNEST) {
        triangles[count++] = t;
      }
    }
    carriers = Arrays.copyOf(triangles, count);
    int[] corners = new int[3 * count];
    for (int i = 0; i < corners.length; i++) {
      corners[i] = mesh.triangles()[3 * carriers[i / 3] + i % 3];
    }
    tree = new SurfaceTree(mesh.vertices(), corners);
    face = IntStream.range(0, count).filter(this::isFace).toArray();
    normals = new double[count][];
    Arrays.setAll(normals, this::across);
  }

  /** A tree of the triangles that carry Gaussians. */
  SurfaceTree tree() {
    return tree;
  }

  /** The mesh's triangle that is number i of the tree. */
  int carrier(int i) {
    return carriers[i];
  }

  /** [2][3] where the left and the right eye are seen, metres. */
  double[][] pupils() {
    return pupils;
  }

  /** The middle between the centres of the eyes, metres. */
  double[] eyes() {
    return eyes;
  }

  /** [K] triangles of the tree: those of the face. */
  int[] face() {
    return face;
  }

  /** The middle of a triangle of the tree. */
  double[] middle(int i) {
    double[] out = new double[3];
    for (int c = 0; c < 3; c++) {
      out[c] = (tree.corner(i, 0, c) + tree.corner(i, 1, c) + tree.corner(i, 2, c)) / 3;
    }
    return out;
  }

  /** The unit normal of a triangle of the tree. */
  double[] normal(int i) {
    return normals[i];
  }

  /** What a scan may show: the head with its shoulders, the head alone, or half a person. */
  List<Box> boxes() {
    Box bust = Box.of(middles(i -> true));
    double[] low = bust.least().clone();
    low[1] = bust.most()[1] - BODY;
    return List.of(
        bust,
        Box.of(middles(i -> middle(i)[1] > eyes[1] - BELOW)),
        new Box(low, bust.median(), bust.most()));
  }

  private float[] middles(IntPredicate which) {
    int[] kept = IntStream.range(0, carriers.length).filter(which).toArray();
    float[] out = new float[3 * kept.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) middle(kept[i / 3])[i % 3];
    }
    return out;
  }

  /** Whether that triangle of the tree is skin of the face: brows to chin, cheek to cheek. */
  boolean isFace(int i) {
    float[] v = mesh.vertices();
    int at = 3 * mesh.triangles()[3 * carriers[i]];
    return parts.of(at / 3) == parts.largest()
        && v[at + 1] > eyes[1] - BELOW
        && v[at + 1] < eyes[1] + ABOVE
        && v[at + 2] > eyes[2] - BEHIND;
  }

  private boolean isShown(int t) {
    int part = parts.of(mesh.triangles()[3 * t]);
    return parts.size(part) >= LEAST_PART && (!isInner(part) || isEye(t));
  }

  private boolean isInner(int part) {
    return parts.hindmost(part) > mesh.pivots()[3 * Joint.JAW.ordinal() + 2] + INNER;
  }

  private boolean isEye(int t) {
    int row = Joint.COUNT * mesh.triangles()[3 * t];
    return mesh.weights()[row + Joint.EYE_LEFT.ordinal()] > 0
        || mesh.weights()[row + Joint.EYE_RIGHT.ordinal()] > 0;
  }

  private double[] across(int i) {
    double[] a = new double[3];
    double[] b = new double[3];
    for (int c = 0; c < 3; c++) {
      a[c] = tree.corner(i, 1, c) - tree.corner(i, 0, c);
      b[c] = tree.corner(i, 2, c) - tree.corner(i, 0, c);
    }
    return Vector.unit(Vector.cross(a, b));
  }

  private double height(int t) {
    double[] a = Vector.at(mesh.vertices(), mesh.triangles()[3 * t]);
    double[] b = Vector.at(mesh.vertices(), mesh.triangles()[3 * t + 1]);
    double[] c = Vector.at(mesh.vertices(), mesh.triangles()[3 * t + 2]);
    double[] ab = Vector.minus(b, a);
    double[] ac = Vector.minus(c, a);
    double longest =
        Math.max(Math.max(Vector.length(ab), Vector.length(ac)), Vector.length(Vector.minus(c, b)));
    return Vector.length(Vector.cross(ab, ac)) / longest;
  }

  private double[] foremost(int joint) {
    int best = 0;
    float z = Float.NEGATIVE_INFINITY;
    for (int v = 0; v < mesh.vertexCount(); v++) {
      if (mesh.weights()[Joint.COUNT * v + joint] > 0 && mesh.vertices()[3 * v + 2] > z) {
        best = v;
        z = mesh.vertices()[3 * v + 2];
      }
    }
    // The iris is a ring about its axis, so its foremost vertex is beside it.
    double[] out = Vector.at(mesh.vertices(), best);
    out[0] = mesh.pivots()[3 * joint];
    out[1] = mesh.pivots()[3 * joint + 1];
    return out;
  }
}
