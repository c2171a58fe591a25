package io.visavis.render.scalar;

import io.visavis.avatar.corrective.CorrectiveTarget;
import io.visavis.avatar.corrective.Corrector;
import io.visavis.render.cpu.ActiveRows;
import io.visavis.render.cpu.BasisArrays;
import io.visavis.render.cpu.Blocks;
import io.visavis.render.cpu.CloudArrays;
import io.visavis.render.cpu.CorrectedCloud;
import io.visavis.render.cpu.CorrectiveArrays;
import io.visavis.render.cpu.SparseBlocks;

/** Correctives in plain Java; {@link CorrectiveTarget} has the formulas. */
final class ScalarCorrect {
  /** Opacities below it count as it: the logarithm stays finite, and nothing is drawn. */
  private static final float FAINT = 1e-30f;

  private static final float MAX_LOG = (float) Corrector.MAX_LOG;

  private ScalarCorrect() {}

  /** Fills what the coefficients of a frame change. */
  static void correct(CloudArrays cloud, float[] coefficients, CorrectedCloud out) {
    if (!out.begin(cloud, coefficients)) {
      return;
    }
    if (out.changes(CorrectiveTarget.POSITION_LOCAL)) {
      add(cloud, CorrectiveTarget.POSITION_LOCAL, cloud.mean(), out, out.mean());
    }
    if (out.changes(CorrectiveTarget.POSITION_WORLD)) {
      for (int i = 0; i < cloud.size(); i++) {
        for (int c = 0; c < 3; c++) {
          out.offset()[c][i] = change(cloud, out, CorrectiveTarget.POSITION_WORLD, c, i);
        }
      }
    }
    if (out.reshapes()) {
      reshape(cloud, out);
    }
    if (out.changes(CorrectiveTarget.OPACITY_LOGIT)) {
      logit(cloud, out);
    }
    if (out.changes(CorrectiveTarget.OPACITY_LINEAR)) {
      opacity(cloud, out);
    }
    if (out.changes(CorrectiveTarget.COLOUR)) {
      add(cloud, CorrectiveTarget.COLOUR, cloud.rgb(), out, out.rgb());
      if (!cloud.harmonics().any()) {
        finish(cloud.size(), out);
      }
    }
  }

  private static void add(
      CloudArrays cloud,
      CorrectiveTarget target,
      float[][] from,
      CorrectedCloud out,
      float[][] to) {
    for (int i = 0; i < cloud.size(); i++) {
      for (int c = 0; c < from.length; c++) {
        to[c][i] = from[c][i] + change(cloud, out, target, c, i);
      }
    }
  }

  private static void reshape(CloudArrays cloud, CorrectedCloud out) {
    for (int i = 0; i < cloud.size(); i++) {
      float w = 1 + change(cloud, out, CorrectiveTarget.ROTATION, 0, i);
      float x = change(cloud, out, CorrectiveTarget.ROTATION, 1, i);
      float y = change(cloud, out, CorrectiveTarget.ROTATION, 2, i);
      float z = change(cloud, out, CorrectiveTarget.ROTATION, 3, i);
      float n = w * w + x * x + y * y + z * z;
      float s = n > 1e-20f ? 2 / n : 0;
      column(cloud, out, i, 0, 1 - s * (y * y + z * z), s * (x * y + w * z), s * (x * z - w * y));
      column(cloud, out, i, 1, s * (x * y - w * z), 1 - s * (x * x + z * z), s * (y * z + w * x));
      column(cloud, out, i, 2, s * (x * z + w * y), s * (y * z - w * x), 1 - s * (x * x + y * y));
    }
  }

  /** Column k of s R q from the column of q. */
  private static void column(
      CloudArrays cloud, CorrectedCloud out, int i, int k, float q0, float q1, float q2) {
    float[][] axes = cloud.correctives().axes();
    float log = change(cloud, out, CorrectiveTarget.SCALE_LOG, k, i);
    float scale =
        cloud.correctives().scale()[k][i] * (float) Math.exp(Math.clamp(log, -MAX_LOG, MAX_LOG));
    scale = Math.max(0, scale + change(cloud, out, CorrectiveTarget.SCALE_LINEAR, k, i));
    for (int r = 0; r < 9; r += 3) {
      out.factor()[r + k][i] =
          scale * (axes[r][i] * q0 + axes[r + 1][i] * q1 + axes[r + 2][i] * q2);
    }
  }

  /** ln(sigmoid(logit + d)). */
  private static void logit(CloudArrays cloud, CorrectedCloud out) {
    for (int i = 0; i < cloud.size(); i++) {
      float x =
          cloud.correctives().logit()[i] + change(cloud, out, CorrectiveTarget.OPACITY_LOGIT, 0, i);
      out.logOpacity()[i] = (float) -Math.log1p(Math.exp(-x));
    }
  }

  private static void opacity(CloudArrays cloud, CorrectedCloud out) {
    for (int i = 0; i < cloud.size(); i++) {
      float o =
          cloud.correctives().opacity()[i]
              + change(cloud, out, CorrectiveTarget.OPACITY_LINEAR, 0, i);
      out.logOpacity()[i] = (float) Math.log(Math.clamp(o, FAINT, 1f));
    }
  }

  /** Colours that no view changes are final. */
  private static void finish(int size, CorrectedCloud out) {
    float[][] rgb = out.rgb();
    for (int i = 0; i < size; i++) {
      for (float[] plane : rgb) {
        plane[i] = Math.clamp(plane[i], 0f, 1f);
      }
    }
  }

  /** Channel c of d of Gaussian i. */
  private static float change(
      CloudArrays cloud, CorrectedCloud out, CorrectiveTarget target, int c, int i) {
    CorrectiveArrays arrays = cloud.correctives();
    return sum(arrays.own(target), out.own(target), c, i)
        + sum(arrays.shared(target), out.shared(target), c, arrays.parent()[i]);
  }

  private static float sum(BasisArrays basis, ActiveRows rows, int channel, int i) {
    float sum = 0;
    SparseBlocks blocks = basis.blocks();
    if (rows.count() > 0) {
      int list = blocks.list(channel, i);
      for (int j = blocks.begin()[list]; j < blocks.begin()[list + 1]; j++) {
        sum += rows.weight()[blocks.row()[j]] * blocks.values()[j * Blocks.SIDE + i % Blocks.SIDE];
      }
    }
    return sum;
  }
}
