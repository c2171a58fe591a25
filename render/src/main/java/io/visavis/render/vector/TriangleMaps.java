package io.visavis.render.vector;

import static io.visavis.render.vector.Lanes.FLOAT;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import io.visavis.avatar.rig.Binding;
import io.visavis.render.cpu.PosedCloud;
import jdk.incubator.vector.FloatVector;

/**
 * The maps of triangles from their corners, a vector of triangles at a time; {@link Binding} has
 * the formulas. Corners and maps lie in a scratch array.
 */
final class TriangleMaps {
  /** Three rows (a0, a1, a2, o) of A and the origin, a vector each. */
  static final int MAP = 0;

  /** Three corners (x, y, z), a vector each. */
  static final int CORNERS = 12 * Lanes.COUNT;

  /** What A, or the covariance, is scaled by; not of {@link Binding#AFFINE}. */
  static final int SCALE = CORNERS + 9 * Lanes.COUNT;

  /** Lengths of edges. */
  private static final int EDGES = SCALE + Lanes.COUNT;

  /** Floats of the scratch. */
  static final int SCRATCH = EDGES + 2 * Lanes.COUNT;

  private TriangleMaps() {}

  /** A = [e | f | n]: both edges at the first corner, and the unit normal. */
  static void affine(float[] scratch) {
    FloatVector ex =
        fromArray(FLOAT, scratch, CORNERS + 3 * Lanes.COUNT)
            .sub(fromArray(FLOAT, scratch, CORNERS));
    FloatVector ey =
        fromArray(FLOAT, scratch, CORNERS + 4 * Lanes.COUNT)
            .sub(fromArray(FLOAT, scratch, CORNERS + Lanes.COUNT));
    FloatVector ez =
        fromArray(FLOAT, scratch, CORNERS + 5 * Lanes.COUNT)
            .sub(fromArray(FLOAT, scratch, CORNERS + 2 * Lanes.COUNT));
    FloatVector fx =
        fromArray(FLOAT, scratch, CORNERS + 6 * Lanes.COUNT)
            .sub(fromArray(FLOAT, scratch, CORNERS));
    FloatVector fy =
        fromArray(FLOAT, scratch, CORNERS + 7 * Lanes.COUNT)
            .sub(fromArray(FLOAT, scratch, CORNERS + Lanes.COUNT));
    FloatVector fz =
        fromArray(FLOAT, scratch, CORNERS + 8 * Lanes.COUNT)
            .sub(fromArray(FLOAT, scratch, CORNERS + 2 * Lanes.COUNT));
    FloatVector nx = ey.mul(fz).sub(ez.mul(fy));
    FloatVector ny = ez.mul(fx).sub(ex.mul(fz));
    FloatVector nz = ex.mul(fy).sub(ey.mul(fx));
    FloatVector k =
        broadcast(FLOAT, 1)
            .div(nx.mul(nx).add(ny.mul(ny)).add(nz.mul(nz)).max(PosedCloud.TINY).sqrt());
    ex.intoArray(scratch, MAP);
    fx.intoArray(scratch, MAP + Lanes.COUNT);
    nx.mul(k).intoArray(scratch, MAP + 2 * Lanes.COUNT);
    ey.intoArray(scratch, MAP + 4 * Lanes.COUNT);
    fy.intoArray(scratch, MAP + 5 * Lanes.COUNT);
    ny.mul(k).intoArray(scratch, MAP + 6 * Lanes.COUNT);
    ez.intoArray(scratch, MAP + 8 * Lanes.COUNT);
    fz.intoArray(scratch, MAP + 9 * Lanes.COUNT);
    nz.mul(k).intoArray(scratch, MAP + 10 * Lanes.COUNT);
  }

  /** A = [a0 | a1 | a2]: the triangle's orthonormal frame, a0 and a1 out of {@link #affine}'s. */
  static void orthonormal(float[] scratch) {
    affine(scratch);
    FloatVector ex = fromArray(FLOAT, scratch, MAP);
    FloatVector ey = fromArray(FLOAT, scratch, MAP + 4 * Lanes.COUNT);
    FloatVector ez = fromArray(FLOAT, scratch, MAP + 8 * Lanes.COUNT);
    FloatVector nx = fromArray(FLOAT, scratch, MAP + 2 * Lanes.COUNT);
    FloatVector ny = fromArray(FLOAT, scratch, MAP + 6 * Lanes.COUNT);
    FloatVector nz = fromArray(FLOAT, scratch, MAP + 10 * Lanes.COUNT);
    FloatVector k =
        broadcast(FLOAT, 1)
            .div(ex.mul(ex).add(ey.mul(ey)).add(ez.mul(ez)).max(PosedCloud.TINY).sqrt());
    ex = ex.mul(k);
    ey = ey.mul(k);
    ez = ez.mul(k);
    ex.intoArray(scratch, MAP);
    nx.intoArray(scratch, MAP + Lanes.COUNT);
    ey.mul(nz).sub(ez.mul(ny)).intoArray(scratch, MAP + 2 * Lanes.COUNT);
    ey.intoArray(scratch, MAP + 4 * Lanes.COUNT);
    ny.intoArray(scratch, MAP + 5 * Lanes.COUNT);
    ez.mul(nx).sub(ex.mul(nz)).intoArray(scratch, MAP + 6 * Lanes.COUNT);
    ez.intoArray(scratch, MAP + 8 * Lanes.COUNT);
    nz.intoArray(scratch, MAP + 9 * Lanes.COUNT);
    ex.mul(ny).sub(ey.mul(nx)).intoArray(scratch, MAP + 10 * Lanes.COUNT);
  }

  /** Scale = (|v1 - v0| + |a2 . (v2 - v0)|) / 2, after {@link #orthonormal}. */
  static void edgeAndHeight(float[] scratch) {
    length(scratch, 0, 1, SCALE);
    FloatVector height = broadcast(FLOAT, 0);
    for (int c = 0; c < 3; c++) {
      height =
          fromArray(FLOAT, scratch, CORNERS + (6 + c) * Lanes.COUNT)
              .sub(fromArray(FLOAT, scratch, CORNERS + c * Lanes.COUNT))
              .fma(fromArray(FLOAT, scratch, MAP + (4 * c + 2) * Lanes.COUNT), height);
    }
    fromArray(FLOAT, scratch, SCALE).add(height.abs()).mul(0.5f).intoArray(scratch, SCALE);
  }

  /** Scale = the mean length of the edges. */
  static void meanEdge(float[] scratch) {
    length(scratch, 0, 1, SCALE);
    length(scratch, 1, 2, EDGES);
    length(scratch, 2, 0, EDGES + Lanes.COUNT);
    fromArray(FLOAT, scratch, SCALE)
        .add(fromArray(FLOAT, scratch, EDGES))
        .add(fromArray(FLOAT, scratch, EDGES + Lanes.COUNT))
        .mul(1 / 3f)
        .intoArray(scratch, SCALE);
  }

  /** Scales row r of A. */
  static void scale(float[] scratch, int r) {
    FloatVector s = fromArray(FLOAT, scratch, SCALE);
    for (int c = 0; c < 3; c++) {
      int at = MAP + (4 * r + c) * Lanes.COUNT;
      fromArray(FLOAT, scratch, at).mul(s).intoArray(scratch, at);
    }
  }

  /** Writes the distance of two corners. */
  private static void length(float[] scratch, int one, int other, int to) {
    FloatVector sum = broadcast(FLOAT, 0);
    for (int c = 0; c < 3; c++) {
      FloatVector d =
          fromArray(FLOAT, scratch, CORNERS + (3 * other + c) * Lanes.COUNT)
              .sub(fromArray(FLOAT, scratch, CORNERS + (3 * one + c) * Lanes.COUNT));
      sum = d.fma(d, sum);
    }
    sum.sqrt().intoArray(scratch, to);
  }
}
