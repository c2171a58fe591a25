package io.visavis.training.evaluate;

import java.util.Arrays;
import java.util.List;

/**
 * The mean of some faces, which does not move.
 *
 * @param frame [size of the space]
 */
record MeanFace(float[] frame) {

  /**
   * The mean of all frames.
   *
   * @param faces [frames][size of the space] each
   */
  static MeanFace of(List<float[][]> faces) {
    double[] sum = new double[faces.getFirst()[0].length];
    long frames = 0;
    for (float[][] face : faces) {
      for (float[] frame : face) {
        frames++;
        for (int c = 0; c < sum.length; c++) {
          sum[c] += frame[c];
        }
      }
    }
    float[] mean = new float[sum.length];
    for (int c = 0; c < mean.length; c++) {
      mean[c] = (float) (sum[c] / frames);
    }
    return new MeanFace(mean);
  }

  /** [frames][size of the space]. */
  float[][] hold(int frames) {
    float[][] face = new float[frames][];
    Arrays.fill(face, frame);
    return face;
  }
}
