package io.visavis.render.vector;

import static io.visavis.render.vector.Lanes.FLOAT;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import io.visavis.avatar.corrective.CorrectiveTarget;
import io.visavis.render.cpu.ActiveRows;
import io.visavis.render.cpu.Blocks;
import io.visavis.render.cpu.CorrectedCloud;
import io.visavis.render.cpu.CorrectiveArrays;
import jdk.incubator.vector.FloatVector;

/**
 * Sums of the rows of bases: d = sum_k gamma_k b_k, a vector of Gaussians or triangles at a time.
 */
final class BasisSum {
  private BasisSum() {}

  /** Sums the bases of a target with a change a triangle, for the Gaussians to gather from. */
  static void triangles(
      CorrectiveArrays arrays, CorrectedCloud corrected, CorrectiveTarget target, float[] zero) {
    Blocks blocks = arrays.shared(target).blocks();
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
    Blocks blocks = arrays.own(target).blocks();
    sum(blocks, corrected.own(target), channel, i, from, fromAt, to, toAt);
    if (corrected.shared(target).count() > 0) {
      gather(corrected.triangleChange(target)[channel], arrays.parent(), i, to, toAt);
    }
  }

  /** to = from + d of one channel of the Gaussians from i on, and of those from {@code far} on. */
  static void changes(
      CorrectiveArrays arrays,
      CorrectedCloud corrected,
      CorrectiveTarget target,
      int channel,
      int i,
      int far,
      float[] from,
      float[] to) {
    Blocks blocks = arrays.own(target).blocks();
    ActiveRows rows = corrected.own(target);
    float[] values = blocks.values();
    float[] weight = rows.weight();
    int[] offset = rows.offset();
    int count = rows.count();
    int at = blocks.at(channel, i);
    int farAt = blocks.at(channel, far);
    FloatVector near = fromArray(FLOAT, from, i);
    FloatVector other = fromArray(FLOAT, from, far);
    for (int j = 0; j < count; j++) {
      FloatVector w = broadcast(FLOAT, weight[j]);
      near = fromArray(FLOAT, values, at + offset[j]).fma(w, near);
      other = fromArray(FLOAT, values, farAt + offset[j]).fma(w, other);
    }
    near.intoArray(to, i);
    other.intoArray(to, far);
    if (corrected.shared(target).count() > 0) {
      float[] change = corrected.triangleChange(target)[channel];
      gather(change, arrays.parent(), i, to, i);
      if (far > i) {
        gather(change, arrays.parent(), far, to, far);
      }
    }
  }

  /** Two sums at a time: an addition need not wait for the one before. */
  private static void sum(
      Blocks blocks,
      ActiveRows rows,
      int channel,
      int i,
      float[] from,
      int fromAt,
      float[] to,
      int toAt) {
    float[] values = blocks.values();
    float[] weight = rows.weight();
    int[] offset = rows.offset();
    int count = rows.count();
    int at = blocks.at(channel, i);
    FloatVector even = fromArray(FLOAT, from, fromAt);
    FloatVector odd = broadcast(FLOAT, 0);
    for (int j = 0; j < count; j += 2) {
      even = fromArray(FLOAT, values, at + offset[j]).fma(broadcast(FLOAT, weight[j]), even);
      odd = fromArray(FLOAT, values, at + offset[j + 1]).fma(broadcast(FLOAT, weight[j + 1]), odd);
    }
    even.add(odd).intoArray(to, toAt);
  }

  private static void gather(float[] change, int[] parent, int i, float[] to, int toAt) {
    fromArray(FLOAT, to, toAt).add(fromArray(FLOAT, change, 0, parent, i)).intoArray(to, toAt);
  }
}
