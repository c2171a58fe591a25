package io.visavis.render.vector;

import static io.visavis.render.vector.Lanes.FLOAT;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import io.visavis.avatar.corrective.CorrectiveTarget;
import io.visavis.render.cpu.ActiveRows;
import io.visavis.render.cpu.Blocks;
import io.visavis.render.cpu.CorrectedCloud;
import io.visavis.render.cpu.CorrectiveArrays;
import io.visavis.render.cpu.SparseBlocks;
import jdk.incubator.vector.FloatVector;

/**
 * Sums of the rows of bases: d = sum_k gamma_k b_k, a vector of Gaussians or triangles at a time.
 */
final class BasisSum {
  private BasisSum() {}

  /** Sums the bases of a target with a change a triangle, for the Gaussians to gather from. */
  static void triangles(
      CorrectiveArrays arrays, CorrectedCloud corrected, CorrectiveTarget target, float[] zero) {
    SparseBlocks blocks = arrays.shared(target).blocks();
    ActiveRows rows = corrected.shared(target);
    float[][] to = corrected.triangleChange(target);
    for (int i = 0; i < arrays.triangles(); i += Lanes.COUNT) {
      for (int c = 0; c < blocks.channels(); c++) {
        sum(blocks, rows, c, i, zero, 0, to[c], i);
      }
    }
  }

  /** to = from + d of one channel of the Gaussians from i on. */
  static void change(
      CorrectiveArrays arrays,
      CorrectedCloud corrected,
      CorrectiveTarget target,
      int channel,
      int i,
      float[] from,
      int fromAt,
      float[] to,
      int toAt) {
    SparseBlocks blocks = arrays.own(target).blocks();
    sum(blocks, corrected.own(target), channel, i, from, fromAt, to, toAt);
    if (corrected.shared(target).count() > 0) {
      gather(corrected.triangleChange(target)[channel], arrays.parent(), i, to, toAt);
    }
  }

  /** Rows whose coefficients are 0 in this frame are not read. */
  private static void sum(
      SparseBlocks blocks,
      ActiveRows rows,
      int channel,
      int i,
      float[] from,
      int fromAt,
      float[] to,
      int toAt) {
    int[] row = blocks.row();
    float[] values = blocks.values();
    float[] weight = rows.weight();
    int list = blocks.list(channel, i);
    int lane = i % Blocks.SIDE;
    int end = blocks.begin()[list + 1];
    FloatVector sum = fromArray(FLOAT, from, fromAt);
    for (int j = blocks.begin()[list]; j < end; j++) {
      float w = weight[row[j]];
      if (w != 0) {
        sum = fromArray(FLOAT, values, j * Blocks.SIDE + lane).fma(broadcast(FLOAT, w), sum);
      }
    }
    sum.intoArray(to, toAt);
  }

  private static void gather(float[] change, int[] parent, int i, float[] to, int toAt) {
    fromArray(FLOAT, to, toAt).add(fromArray(FLOAT, change, 0, parent, i)).intoArray(to, toAt);
  }
}
