package io.visavis.render.scalar;

import io.visavis.render.View;
import io.visavis.render.cpu.Blocks;
import io.visavis.render.cpu.CloudArrays;
import io.visavis.render.cpu.Eye;
import io.visavis.render.cpu.Harmonic;
import io.visavis.render.cpu.HarmonicArrays;
import io.visavis.render.cpu.PosedCloud;
import io.visavis.render.cpu.PosedMesh;

/**
 * Colours that depend on the view, in plain Java. Scratch of one back end instance; grows with the
 * largest cloud.
 */
final class ScalarColours {
  private final Eye eye = new Eye();
  private final float[] harmonic = new float[Harmonic.MOST];
  private final float[][] seen = new float[3][0];

  /**
   * The colours of a view.
   *
   * @param base [3][N padded] what does not depend on the view
   * @return [3][N or more] display sRGB, at least 0; scratch
   */
  float[][] see(CloudArrays cloud, float[][] base, PosedMesh mesh, PosedCloud posed, View view) {
    HarmonicArrays harmonics = cloud.harmonics();
    eye.take(view, harmonics, mesh);
    for (int c = 0; c < 3; c++) {
      if (seen[c].length < cloud.size()) {
        seen[c] = new float[cloud.size() + cloud.size() / 4];
      }
    }
    float[] values = harmonics.blocks().values();
    int rows = harmonics.blocks().rows();
    for (int i = 0; i < cloud.size(); i++) {
      evaluate(posed.mean(), i, harmonics.degree());
      for (int c = 0; c < 3; c++) {
        int at = harmonics.blocks().at(c, i);
        float sum = base[c][i];
        for (int j = 0; j < rows; j++) {
          sum += harmonic[j] * values[at + j * Blocks.SIDE];
        }
        seen[c][i] = Math.max(0, sum);
      }
    }
    return seen;
  }

  private void evaluate(float[][] mean, int i, int degree) {
    float x = mean[0][i] - eye.camera()[0];
    float y = mean[1][i] - eye.camera()[1];
    float z = mean[2][i] - eye.camera()[2];
    float k = 1 / (float) Math.max(Math.sqrt(x * x + y * y + z * z), 1e-12);
    float[] t = eye.turn();
    ScalarHarmonics.evaluate(
        degree,
        k * (t[0] * x + t[1] * y + t[2] * z),
        k * (t[3] * x + t[4] * y + t[5] * z),
        k * (t[6] * x + t[7] * y + t[8] * z),
        harmonic);
  }
}
