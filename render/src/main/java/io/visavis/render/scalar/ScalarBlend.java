package io.visavis.render.scalar;

import io.visavis.render.SplatRules;
import io.visavis.render.cpu.FloatFrame;
import java.util.Arrays;

/**
 * Lays the Gaussians of one tile on its pixels, nearest first; each only along the spans of its
 * ellipse. Scratch of one back end instance.
 */
final class ScalarBlend {
  private static final int SIDE = ScalarTiles.SIDE;
  private static final float MIN_ALPHA = (float) SplatRules.MIN_ALPHA;
  private static final float MAX_ALPHA = (float) SplatRules.MAX_ALPHA;
  private static final float MIN_TRANSMITTANCE = (float) SplatRules.MIN_TRANSMITTANCE;

  /** [rows, columns] negative where a pixel is finished. */
  private final float[] transmittance = new float[SIDE * SIDE];

  private final float[][] rgb = new float[3][SIDE * SIDE];
  private int unfinished;

  /** Blends a tile into the frame; pixels beyond its edges are dropped. */
  void tile(
      ScalarSplats splats,
      float[][] colour,
      int[] list,
      int begin,
      int end,
      int x0,
      int y0,
      FloatFrame frame) {
    Arrays.fill(transmittance, 1);
    for (float[] channel : rgb) {
      Arrays.fill(channel, 0);
    }
    int columns = Math.min(SIDE, frame.width() - x0);
    int rows = Math.min(SIDE, frame.height() - y0);
    unfinished = columns * rows;
    for (int k = begin; k < end && unfinished > 0; k++) {
      lay(splats, colour, list[k], x0, y0, columns, rows);
    }
    for (int row = 0; row < rows; row++) {
      int to = (y0 + row) * frame.width() + x0;
      for (int c = 0; c < 3; c++) {
        System.arraycopy(rgb[c], row * SIDE, frame.rgb()[c], to, columns);
      }
      for (int column = 0; column < columns; column++) {
        frame.transmittance()[to + column] = Math.abs(transmittance[row * SIDE + column]);
      }
    }
  }

  private void lay(
      ScalarSplats splats, float[][] colour, int i, int x0, int y0, int columns, int rows) {
    float a = splats.a[i];
    float d = splats.d[i];
    float skew = splats.skew[i];
    float limit = splats.limit[i];
    float logOpacity = limit + (float) Math.log(SplatRules.MIN_ALPHA);
    float r = colour[0][i];
    float g = colour[1][i];
    float b = colour[2][i];
    float localX = splats.x[i] - x0 - 0.5f;
    float localY = splats.y[i] - y0 - 0.5f;
    int row0 = (int) Math.max(0, (float) Math.ceil(localY - splats.extentY[i]));
    int row1 = (int) Math.min(rows - 1, (float) Math.floor(localY + splats.extentY[i]));
    for (int row = row0; row <= row1; row++) {
      float dy = row - localY;
      float v2 = d * dy * (d * dy);
      float half = (float) Math.sqrt(Math.max(0, limit - v2)) / a;
      float middle = localX + skew * dy;
      int column0 = (int) Math.max(0, (float) Math.floor(middle - half));
      int column1 = (int) Math.min(columns - 1, (float) Math.ceil(middle + half));
      for (int column = column0; column <= column1; column++) {
        float u = a * (column - middle);
        int p = row * SIDE + column;
        float t = transmittance[p];
        float alpha = FastExp.exp(logOpacity - u * u - v2);
        if (alpha < MIN_ALPHA || t < 0) {
          continue;
        }
        alpha = Math.min(alpha, MAX_ALPHA);
        float next = t - alpha * t;
        if (next < MIN_TRANSMITTANCE) {
          transmittance[p] = -t;
          unfinished--;
          continue;
        }
        float weight = alpha * t;
        rgb[0][p] += weight * r;
        rgb[1][p] += weight * g;
        rgb[2][p] += weight * b;
        transmittance[p] = next;
      }
    }
  }
}
