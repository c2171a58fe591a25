package io.visavis.bench.gpu;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.corrective.Correctives;
import java.util.Random;

/**
 * A head with another number of Gaussians that covers about as much of the picture: some left out,
 * or repeated beside themselves, with their extents changed by the square root of the ratio.
 */
final class ResampledHead {
  private ResampledHead() {}

  static Avatar of(Avatar avatar, int count) {
    GaussianCloud from = avatar.gaussians();
    int n = from.size();
    Random random = new Random(count);
    float extent = (float) Math.sqrt((double) n / count);
    int[] parent = new int[count];
    float[][] mean = new float[3][count];
    float[][] factor = new float[9][count];
    float[] opacity = new float[count];
    float[][] colour = new float[3][count];
    for (int i = 0; i < count; i++) {
      int at = (int) ((long) i * n / count);
      boolean again = i > 0 && at == (int) ((long) (i - 1) * n / count);
      parent[i] = from.parent()[at];
      opacity[i] = from.opacity()[at];
      for (int c = 0; c < 3; c++) {
        colour[c][i] = from.colour()[c][at];
        mean[c][i] = from.mean()[c][at];
        if (again) {
          // A place of the Gaussian's own distribution.
          for (int k = 0; k < 3; k++) {
            mean[c][i] += (float) (from.factor()[3 * c + k][at] * 0.7 * random.nextGaussian());
          }
        }
      }
      for (int c = 0; c < 9; c++) {
        factor[c][i] = extent * from.factor()[c][at];
      }
    }
    return avatar.with(
        new GaussianCloud(from.binding(), parent, mean, factor, opacity, colour), Correctives.NONE);
  }
}
