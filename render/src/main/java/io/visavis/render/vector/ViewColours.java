package io.visavis.render.vector;

import io.visavis.render.View;
import io.visavis.render.cpu.CloudArrays;
import io.visavis.render.cpu.Eye;
import io.visavis.render.cpu.PosedCloud;
import io.visavis.render.cpu.PosedMesh;
import io.visavis.render.cpu.RigArrays;

/**
 * The colours of one view where they depend on it. Scratch of one back end instance; grows with the
 * largest cloud, then allocates nothing.
 */
final class ViewColours {
  private final Eye eye = new Eye();
  private final float[][] rgb = new float[3][0];
  private final float[][] yuv = new float[3][0];

  /**
   * Computes them.
   *
   * @param base [3][N padded] what does not depend on the view
   * @param inYuv whether Y, U, V are wanted, or red, green, blue
   * @param scratch [{@link Colours#SCRATCH}]
   * @return [3][N or more]
   */
  float[][] see(
      CloudArrays cloud,
      float[][] base,
      PosedMesh mesh,
      PosedCloud posed,
      View view,
      boolean inYuv,
      float[] scratch) {
    int n = RigArrays.padded(cloud.size());
    if (rgb[0].length < n) {
      for (int c = 0; c < 3; c++) {
        rgb[c] = new float[RigArrays.padded(n + n / 4)];
        yuv[c] = new float[RigArrays.padded(n + n / 4)];
      }
    }
    eye.take(view, cloud.harmonics(), mesh);
    Colours.see(cloud, base, posed, eye, rgb, scratch);
    if (inYuv) {
      Colours.convert(rgb, yuv, cloud.size());
    }
    return inYuv ? yuv : rgb;
  }
}
