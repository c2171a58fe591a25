package io.visavis.render.vector;

import static io.visavis.render.vector.Lanes.FLOAT;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import io.visavis.render.cpu.CloudArrays;
import io.visavis.render.cpu.PosedCloud;
import io.visavis.render.cpu.PosedMesh;
import jdk.incubator.vector.FloatVector;

/**
 * Puts every Gaussian where its triangle is. The corners are gathered a Gaussian, not a triangle:
 * heads have about as many of one as of the other.
 *
 * <p>Corners and maps pass through a scratch array that stays in the first-level cache: one method
 * with everything in registers is more than the compiler inlines.
 */
final class CloudPose {
  /** Three rows (a0, a1, a2, o) of A and the origin, a vector each. */
  private static final int MAP = 0;

  /** Three corners (x, y, z), a vector each. */
  private static final int CORNERS = 12 * Lanes.COUNT;

  /** Floats of the scratch that {@link #pose} takes. */
  static final int SCRATCH = CORNERS + 9 * Lanes.COUNT;

  private CloudPose() {}

  /**
   * Poses a cloud on a posed mesh.
   *
   * @param scratch [{@link #SCRATCH}]
   */
  static void pose(CloudArrays cloud, PosedMesh mesh, PosedCloud posed, float[] scratch) {
    posed.grow(cloud);
    for (int i = 0; i < cloud.size(); i += Lanes.COUNT) {
      for (int corner = 0; corner < 3; corner++) {
        for (int c = 0; c < 3; c++) {
          int to = CORNERS + (3 * corner + c) * Lanes.COUNT;
          gather(mesh.position()[c], cloud.corner()[corner], i, scratch, to);
        }
      }
      switch (cloud.binding()) {
        case AFFINE -> affine(scratch);
        case FRAME, BARYCENTRIC -> frame(scratch);
      }
      for (int r = 0; r < 3; r++) {
        origin(scratch, r);
        mean(scratch, r, cloud.mean(), posed.mean()[r], i);
        for (int c = 0; c < 3; c++) {
          factor(scratch, r, cloud.factor(), c, posed.factor()[3 * r + c], i);
        }
      }
    }
  }

  private static void gather(float[] from, int[] index, int i, float[] scratch, int to) {
    fromArray(FLOAT, from, 0, index, i).intoArray(scratch, to);
  }

  /** A = [e | f | n]: both edges at the first corner, and the unit normal. */
  private static void affine(float[] scratch) {
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

  /** A = s [a0 | a1 | a2]: the triangle's orthonormal frame, scaled by edge plus height, halved. */
  private static void frame(float[] scratch) {
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
    nx = nx.mul(k);
    ny = ny.mul(k);
    nz = nz.mul(k);
    FloatVector base = ex.mul(ex).add(ey.mul(ey)).add(ez.mul(ez)).sqrt();
    k =
        broadcast(FLOAT, 1)
            .div(ex.mul(ex).add(ey.mul(ey)).add(ez.mul(ez)).max(PosedCloud.TINY).sqrt());
    ex = ex.mul(k);
    ey = ey.mul(k);
    ez = ez.mul(k);
    FloatVector ux = ey.mul(nz).sub(ez.mul(ny));
    FloatVector uy = ez.mul(nx).sub(ex.mul(nz));
    FloatVector uz = ex.mul(ny).sub(ey.mul(nx));
    FloatVector s = base.add(ux.mul(fx).add(uy.mul(fy)).add(uz.mul(fz)).abs()).mul(0.5f);
    ex.mul(s).intoArray(scratch, MAP);
    nx.mul(s).intoArray(scratch, MAP + Lanes.COUNT);
    ux.mul(s).intoArray(scratch, MAP + 2 * Lanes.COUNT);
    ey.mul(s).intoArray(scratch, MAP + 4 * Lanes.COUNT);
    ny.mul(s).intoArray(scratch, MAP + 5 * Lanes.COUNT);
    uy.mul(s).intoArray(scratch, MAP + 6 * Lanes.COUNT);
    ez.mul(s).intoArray(scratch, MAP + 8 * Lanes.COUNT);
    nz.mul(s).intoArray(scratch, MAP + 9 * Lanes.COUNT);
    uz.mul(s).intoArray(scratch, MAP + 10 * Lanes.COUNT);
  }

  /** Stores row r of the origin, the mean of the corners. */
  private static void origin(float[] scratch, int r) {
    int at = CORNERS + r * Lanes.COUNT;
    fromArray(FLOAT, scratch, at)
        .add(fromArray(FLOAT, scratch, at + 3 * Lanes.COUNT))
        .add(fromArray(FLOAT, scratch, at + 6 * Lanes.COUNT))
        .mul(1 / 3f)
        .intoArray(scratch, MAP + (4 * r + 3) * Lanes.COUNT);
  }

  /** One coordinate of A mu + o. */
  private static void mean(float[] scratch, int r, float[][] mu, float[] out, int i) {
    int at = MAP + 4 * r * Lanes.COUNT;
    fromArray(FLOAT, scratch, at)
        .fma(
            fromArray(FLOAT, mu[0], i),
            fromArray(FLOAT, scratch, at + Lanes.COUNT)
                .fma(
                    fromArray(FLOAT, mu[1], i),
                    fromArray(FLOAT, scratch, at + 2 * Lanes.COUNT)
                        .fma(
                            fromArray(FLOAT, mu[2], i),
                            fromArray(FLOAT, scratch, at + 3 * Lanes.COUNT))))
        .intoArray(out, i);
  }

  /** One value of A M. */
  private static void factor(float[] scratch, int r, float[][] m, int c, float[] out, int i) {
    int at = MAP + 4 * r * Lanes.COUNT;
    fromArray(FLOAT, scratch, at)
        .fma(
            fromArray(FLOAT, m[c], i),
            fromArray(FLOAT, scratch, at + Lanes.COUNT)
                .fma(
                    fromArray(FLOAT, m[3 + c], i),
                    fromArray(FLOAT, scratch, at + 2 * Lanes.COUNT)
                        .mul(fromArray(FLOAT, m[6 + c], i))))
        .intoArray(out, i);
  }
}
