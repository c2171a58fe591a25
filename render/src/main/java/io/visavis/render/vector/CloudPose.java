package io.visavis.render.vector;

import static io.visavis.render.vector.Lanes.FLOAT;
import static jdk.incubator.vector.FloatVector.fromArray;

import io.visavis.avatar.rig.Binding;
import io.visavis.render.cpu.CloudArrays;
import io.visavis.render.cpu.CorrectedCloud;
import io.visavis.render.cpu.PosedCloud;
import io.visavis.render.cpu.PosedMesh;

/**
 * Puts every Gaussian where its triangle is. The corners are gathered a Gaussian, not a triangle:
 * heads have about as many of one as of the other.
 *
 * <p>Corners and maps pass through a scratch array that stays in the first-level cache: one method
 * with everything in registers is more than the compiler inlines.
 */
final class CloudPose {
  private static final int MAP = TriangleMaps.MAP;
  private static final int CORNERS = TriangleMaps.CORNERS;

  /** Floats of the scratch that {@link #pose} takes. */
  static final int SCRATCH = TriangleMaps.SCRATCH;

  private CloudPose() {}

  /**
   * Poses a cloud on a posed mesh.
   *
   * @param scratch [{@link #SCRATCH}]
   */
  static void pose(
      CloudArrays cloud,
      CorrectedCloud corrected,
      PosedMesh mesh,
      PosedCloud posed,
      float[] scratch) {
    posed.grow(cloud);
    boolean ownOrigin = cloud.origin().length > 0;
    boolean moved = corrected.offset().length > 0;
    boolean framed = cloud.binding() == Binding.FRAME;
    boolean barycentric = cloud.binding() == Binding.BARYCENTRIC;
    for (int i = 0; i < cloud.size(); i += Lanes.COUNT) {
      for (int corner = 0; corner < 3; corner++) {
        for (int c = 0; c < 3; c++) {
          int to = CORNERS + (3 * corner + c) * Lanes.COUNT;
          gather(mesh.position()[c], cloud.corner()[corner], i, scratch, to);
        }
      }
      map(cloud.binding(), scratch);
      for (int r = 0; r < 3; r++) {
        if (ownOrigin) {
          origin(scratch, r, cloud.origin(), i);
        } else {
          origin(scratch, r);
        }
        if (moved) {
          move(scratch, r, corrected.offset()[r], i);
        }
        if (framed) {
          TriangleMaps.scale(scratch, r);
        }
        mean(scratch, r, corrected.mean(), posed.mean()[r], i);
        if (barycentric) {
          TriangleMaps.scale(scratch, r);
        }
        for (int c = 0; c < 3; c++) {
          factor(scratch, r, corrected.factor(), c, posed.factor()[3 * r + c], i);
        }
      }
    }
  }

  private static void map(Binding binding, float[] scratch) {
    switch (binding) {
      case AFFINE -> TriangleMaps.affine(scratch);
      case FRAME -> {
        TriangleMaps.orthonormal(scratch);
        TriangleMaps.edgeAndHeight(scratch);
      }
      case BARYCENTRIC -> {
        TriangleMaps.orthonormal(scratch);
        TriangleMaps.meanEdge(scratch);
      }
    }
  }

  private static void gather(float[] from, int[] index, int i, float[] scratch, int to) {
    fromArray(FLOAT, from, 0, index, i).intoArray(scratch, to);
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

  /** The same, with weights of the Gaussians' own. */
  private static void origin(float[] scratch, int r, float[][] eta, int i) {
    int at = CORNERS + r * Lanes.COUNT;
    fromArray(FLOAT, scratch, at)
        .fma(
            fromArray(FLOAT, eta[0], i),
            fromArray(FLOAT, scratch, at + 3 * Lanes.COUNT)
                .fma(
                    fromArray(FLOAT, eta[1], i),
                    fromArray(FLOAT, scratch, at + 6 * Lanes.COUNT)
                        .mul(fromArray(FLOAT, eta[2], i))))
        .intoArray(scratch, MAP + (4 * r + 3) * Lanes.COUNT);
  }

  /** Moves row r of the origin. */
  private static void move(float[] scratch, int r, float[] offset, int i) {
    int at = MAP + (4 * r + 3) * Lanes.COUNT;
    fromArray(FLOAT, scratch, at).add(fromArray(FLOAT, offset, i)).intoArray(scratch, at);
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
