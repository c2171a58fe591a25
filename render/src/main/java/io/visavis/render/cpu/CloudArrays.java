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
 * @param origin [3][N padded] weights of the corners in the origin; empty for the centroid
 * @param mean [3][N padded] local mean
 * @param factor [9][N padded] local factor, row-major
 * @param logOpacity [N padded] ln(opacity)
 * @param rgb [3][N padded] display sRGB; 0..1 where there are no harmonics
 * @param yuv [3][N padded] Y, U, V of it in bytes, without their offsets
 * @param harmonics what of the colours depends on the view
 * @param correctives what changes the Gaussians besides the rig
 */
public record CloudArrays(
    Binding binding,
    int size,
    int[][] corner,
    float[][] origin,
    float[][] mean,
    float[][] factor,
    float[] logOpacity,
    float[][] rgb,
    float[][] yuv,
    HarmonicArrays harmonics,
    CorrectiveArrays correctives) {

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
    float[][] yuv = new float[3][padded];
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < 3; c++) {
        corner[c][i] = triangles[3 * cloud.parent()[i] + c];
      }
      for (int plane = 0; plane < 3; plane++) {
        yuv[plane][i] =
            (float)
                Bt601.of(plane, cloud.colour()[0][i], cloud.colour()[1][i], cloud.colour()[2][i]);
      }
      if (cloud.opacity()[i] > 0) {
        logOpacity[i] = (float) Math.log(cloud.opacity()[i]);
      }
    }
    return new CloudArrays(
        cloud.binding(),
        n,
        corner,
        padded(cloud.origin(), padded),
        padded(cloud.mean(), padded),
        padded(cloud.factor(), padded),
        logOpacity,
        padded(cloud.colour(), padded),
        yuv,
        HarmonicArrays.of(cloud.harmonics(), n),
        CorrectiveArrays.of(avatar));
  }

  private static float[][] padded(float[][] planes, int length) {
    return Arrays.stream(planes).map(p -> Arrays.copyOf(p, length)).toArray(float[][]::new);
  }
}
