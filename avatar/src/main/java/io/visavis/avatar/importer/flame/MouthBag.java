package io.visavis.avatar.importer.flame;

import io.visavis.avatar.importer.paint.Region;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The inside of a mouth, which FLAME has not: a bag behind lips and teeth whose upper half stays
 * with the head and whose lower half goes with the jaw, and a tongue. Made by the landmarks of the
 * lips; metres.
 */
final class MouthBag {
  private static final int AROUND = 24;
  private static final int DEEP = 7;
  private static final int TONGUE = 9;

  /** How far the bag begins behind the lips, and ends. */
  private static final double FRONT = 0.011;

  private static final double BACK = 0.048;
  private static final double HALF_HEIGHT = 0.016;
  private static final double TONGUE_FRONT = 0.019;
  private static final double TONGUE_BACK = 0.046;
  private static final double TONGUE_HALF = 0.016;
  private static final double TONGUE_BELOW = 0.008;

  /** Landmarks. */
  private static final int RIGHT_CORNER = 48;

  private static final int LEFT_CORNER = 54;
  private static final int UPPER = 62;
  private static final int LOWER = 66;

  private final HeadMesh mesh;
  private final double[] middle = new double[3];
  private final double half;
  private final double corner;
  private final List<float[]> vertices = new ArrayList<>();
  private final List<float[]> weights = new ArrayList<>();
  private final List<int[]> triangles = new ArrayList<>();
  private final List<Region> regions = new ArrayList<>();

  private MouthBag(HeadMesh mesh) {
    this.mesh = mesh;
    double left = at(LEFT_CORNER, 0);
    double right = at(RIGHT_CORNER, 0);
    for (int c = 0; c < 3; c++) {
      middle[c] = (at(UPPER, c) + at(LOWER, c)) / 2;
    }
    half = Math.abs(left - right) / 2;
    corner = (at(LEFT_CORNER, 2) + at(RIGHT_CORNER, 2)) / 2 - middle[2];
  }

  private double at(int landmark, int c) {
    return mesh.vertices()[3 * mesh.landmarks()[landmark] + c];
  }

  /** A head and what its triangles are. */
  record Added(HeadMesh mesh, Region[] regions) {}

  /**
   * A head with a mouth that can be looked into.
   *
   * @param regions [F] what the triangles of the mesh are
   */
  static Added to(HeadMesh mesh, Region[] regions) {
    MouthBag bag = new MouthBag(mesh);
    bag.bag();
    bag.tongue();
    Region[] all = Arrays.copyOf(regions, regions.length + bag.regions.size());
    for (int i = 0; i < bag.regions.size(); i++) {
      all[regions.length + i] = bag.regions.get(i);
    }
    return new Added(bag.joined(), all);
  }

  private void bag() {
    int first = mesh.vertexCount() + vertices.size();
    for (int r = 0; r < DEEP; r++) {
      double d = (double) r / (DEEP - 1);
      double round = Math.sqrt(Math.max(1 - Math.pow(d, 3), 0.0004));
      for (int k = 0; k < AROUND; k++) {
        double a = 2 * Math.PI * k / AROUND;
        double x = Math.cos(a) * round;
        double front = corner * Math.cos(a) * Math.cos(a) * (1 - d);
        double jaw = Math.min(Math.max(0.5 - 1.2 * Math.sin(a), 0), 1) * (1 - 0.3 * d);
        vertex(
            0.92 * half * x,
            HALF_HEIGHT * Math.sin(a) * round,
            front - FRONT - (BACK - FRONT) * d,
            jaw);
      }
    }
    for (int r = 0; r + 1 < DEEP; r++) {
      for (int k = 0; k < AROUND; k++) {
        int a = first + r * AROUND + k;
        int b = first + r * AROUND + (k + 1) % AROUND;
        // Seen from within.
        quad(a, a + AROUND, b + AROUND, b, Region.MOUTH);
      }
    }
  }

  private void tongue() {
    int first = mesh.vertexCount() + vertices.size();
    for (int r = 0; r < TONGUE; r++) {
      double d = (double) r / (TONGUE - 1);
      double wide = TONGUE_HALF * Math.sqrt(1 - Math.pow(1 - d, 3) * 0.96);
      for (int k = 0; k < TONGUE; k++) {
        double s = 2.0 * k / (TONGUE - 1) - 1;
        double up = 0.006 * (1 - s * s) * Math.sqrt(d) - 0.0015 * Math.exp(-s * s * 40);
        vertex(
            wide * s,
            up - TONGUE_BELOW - 0.003 * (1 - d) * (1 - d),
            -TONGUE_FRONT - (TONGUE_BACK - TONGUE_FRONT) * d,
            1);
      }
    }
    for (int r = 0; r + 1 < TONGUE; r++) {
      for (int k = 0; k + 1 < TONGUE; k++) {
        int a = first + r * TONGUE + k;
        quad(a, a + 1, a + TONGUE + 1, a + TONGUE, Region.TONGUE);
      }
    }
  }

  private void vertex(double x, double y, double z, double jaw) {
    vertices.add(
        new float[] {(float) (middle[0] + x), (float) (middle[1] + y), (float) (middle[2] + z)});
    float[] row = new float[Joint.COUNT];
    row[Joint.JAW.ordinal()] = (float) jaw;
    row[Joint.NECK.ordinal()] = 1 - (float) jaw;
    weights.add(row);
  }

  private void quad(int a, int b, int c, int d, Region region) {
    triangles.add(new int[] {a, b, c});
    triangles.add(new int[] {a, c, d});
    regions.add(region);
    regions.add(region);
  }

  private HeadMesh joined() {
    int before = mesh.vertexCount();
    int after = before + vertices.size();
    float[] correctives = new float[0];
    if (mesh.poseCorrectives().length > 0) {
      int features = mesh.poseCorrectives().length / (3 * before);
      correctives = new float[features * 3 * after];
      for (int p = 0; p < features; p++) {
        System.arraycopy(
            mesh.poseCorrectives(), p * 3 * before, correctives, p * 3 * after, 3 * before);
      }
    }
    int[] corners = Arrays.copyOf(mesh.triangles(), mesh.triangles().length + 3 * triangles.size());
    for (int i = 0; i < 3 * triangles.size(); i++) {
      corners[mesh.triangles().length + i] = triangles.get(i / 3)[i % 3];
    }
    return new HeadMesh(
        longer(mesh.vertices(), vertices),
        corners,
        mesh.morphs(),
        mesh.pivots(),
        longer(mesh.weights(), weights),
        correctives,
        mesh.landmarks());
  }

  private static float[] longer(float[] values, List<float[]> rows) {
    int width = rows.getFirst().length;
    float[] out = Arrays.copyOf(values, values.length + width * rows.size());
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, out, values.length + width * i, width);
    }
    return out;
  }
}
