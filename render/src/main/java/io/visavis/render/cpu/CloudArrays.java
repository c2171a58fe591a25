package io.visavis.render.cpu;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.rig.Binding;
import io.visavis.render.Bt601;
import java.util.Arrays;

/**
 * Gaussians as structure of arrays, padded so that whole vectors can be read; padding has opacity 0
 * and rides on triangle 0. Immutable.
 *
 * @param binding how they follow their triangles
 * @param size N
 * @param corner [3][N padded] vertex indices of each Gaussian's triangle
 * @param mean [3][N padded] local mean
 * @param factor [9][N padded] local factor, row-major
 * @param logOpacity [N padded] ln(opacity)
 * @param maxOpacity the largest opacity there is
 * @param rgb [3][N padded] display sRGB, 0..1
 * @param yuv [3][N padded] Y, U, V in bytes, without their offsets
 */
public record CloudArrays(
    Binding binding,
    int size,
    int[][] corner,
    float[][] mean,
    float[][] factor,
    float[] logOpacity,
    float maxOpacity,
    float[][] rgb,
    float[][] yuv) {

  /** ln(opacity) of what is never drawn. */
  public static final float INVISIBLE = -1e3f;

  static CloudArrays of(Avatar avatar) {
    GaussianCloud cloud = avatar.gaussians();
    int n = cloud.size();
    int padded = RigArrays.padded(n);
    int[] triangles = avatar.mesh().triangles();
    int[][] corner = new int[3][padded];
    float[] logOpacity = new float[padded];
    Arrays.fill(logOpacity, INVISIBLE);
    float[][] rgb = new float[3][padded];
    float[][] yuv = new float[3][padded];
    float maxOpacity = 0;
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < 3; c++) {
        corner[c][i] = triangles[3 * cloud.parent()[i] + c];
        rgb[c][i] = Math.clamp(cloud.colour()[c][i], 0f, 1f);
      }
      for (int plane = 0; plane < 3; plane++) {
        yuv[plane][i] = (float) Bt601.of(plane, rgb[0][i], rgb[1][i], rgb[2][i]);
      }
      if (cloud.opacity()[i] > 0) {
        logOpacity[i] = (float) Math.log(cloud.opacity()[i]);
      }
      maxOpacity = Math.max(maxOpacity, cloud.opacity()[i]);
    }
    return new CloudArrays(
        cloud.binding(),
        n,
        corner,
        padded(cloud.mean(), padded),
        padded(cloud.factor(), padded),
        logOpacity,
        maxOpacity,
        rgb,
        yuv);
  }

  private static float[][] padded(float[][] planes, int length) {
    return Arrays.stream(planes).map(p -> Arrays.copyOf(p, length)).toArray(float[][]::new);
  }
}
