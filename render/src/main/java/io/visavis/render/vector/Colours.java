package io.visavis.render.vector;

import static io.visavis.render.vector.Lanes.FLOAT;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import io.visavis.render.Bt601;
import io.visavis.render.cpu.Blocks;
import io.visavis.render.cpu.CloudArrays;
import io.visavis.render.cpu.Eye;
import io.visavis.render.cpu.PosedCloud;
import jdk.incubator.vector.FloatVector;

/** Colours of Gaussians that a frame or a view changes, and their Y, U, V. */
final class Colours {
  /** Floats of the scratch that {@link #see} takes. */
  static final int SCRATCH = HarmonicLanes.SCRATCH;

  private Colours() {}

  /** Clamps colours that no view changes to 0..1, and writes their Y, U, V. */
  static void finish(float[][] rgb, float[][] yuv, int n) {
    for (int i = 0; i < n; i += Lanes.COUNT) {
      for (int c = 0; c < 3; c++) {
        fromArray(FLOAT, rgb[c], i).max(0).min(1).intoArray(rgb[c], i);
      }
      for (int plane = 0; plane < 3; plane++) {
        convert(rgb, plane, yuv[plane], i);
      }
    }
  }

  /**
   * The colours of one view: max(0, c + sum_j k_j Y_j(d)).
   *
   * @param base [3][N padded] c
   * @param rgb [3][N padded] the result
   * @param scratch [{@link #SCRATCH}]
   */
  static void see(
      CloudArrays cloud,
      float[][] base,
      PosedCloud posed,
      Eye eye,
      float[][] rgb,
      float[] scratch) {
    Blocks blocks = cloud.harmonics().blocks();
    int degree = cloud.harmonics().degree();
    for (int i = 0; i < cloud.size(); i += Lanes.COUNT) {
      HarmonicLanes.direction(posed.mean(), eye.camera(), eye.turn(), scratch, i);
      HarmonicLanes.evaluate(degree, scratch);
      for (int c = 0; c < 3; c++) {
        sum(blocks.values(), blocks.at(c, i), blocks.rows(), base[c], scratch, rgb[c], i);
      }
    }
  }

  /** The Y, U, V of colours. */
  static void convert(float[][] rgb, float[][] yuv, int n) {
    for (int i = 0; i < n; i += Lanes.COUNT) {
      for (int plane = 0; plane < 3; plane++) {
        convert(rgb, plane, yuv[plane], i);
      }
    }
  }

  private static void sum(
      float[] values, int at, int rows, float[] base, float[] scratch, float[] out, int i) {
    FloatVector sum = fromArray(FLOAT, base, i);
    for (int j = 0; j < rows; j++) {
      sum =
          fromArray(FLOAT, values, at + j * Blocks.SIDE)
              .fma(fromArray(FLOAT, scratch, HarmonicLanes.OUT + j * Lanes.COUNT), sum);
    }
    sum.max(0).intoArray(out, i);
  }

  private static void convert(float[][] rgb, int plane, float[] out, int i) {
    fromArray(FLOAT, rgb[0], i)
        .fma(
            broadcast(FLOAT, (float) Bt601.factor(plane, 0)),
            fromArray(FLOAT, rgb[1], i)
                .fma(
                    broadcast(FLOAT, (float) Bt601.factor(plane, 1)),
                    fromArray(FLOAT, rgb[2], i).mul((float) Bt601.factor(plane, 2))))
        .intoArray(out, i);
  }
}
