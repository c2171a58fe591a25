package io.visavis.bench.render;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.rig.Binding;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import java.util.List;
import java.util.Random;

/**
 * A fixed hard case: 50,000 Gaussians in a thick, half transparent shell that fills the picture, so
 * that pixels see many of them before they are covered. The same on every machine.
 */
final class StressScene {
  private static final int GAUSSIANS = 50_000;
  private static final int TRIANGLES = 12_500;

  private StressScene() {}

  static Avatar build() {
    Random random = new Random(50_000);
    float[] vertices = new float[9 * TRIANGLES];
    int[] triangles = new int[3 * TRIANGLES];
    float[] weights = new float[3 * TRIANGLES * Joint.COUNT];
    for (int t = 0; t < TRIANGLES; t++) {
      double[] direction = {
        random.nextGaussian(), random.nextGaussian(), random.nextGaussian(),
      };
      double length = Math.hypot(Math.hypot(direction[0], direction[1]), direction[2]);
      for (int corner = 0; corner < 3; corner++) {
        int v = 3 * t + corner;
        triangles[v] = v;
        weights[v * Joint.COUNT + Joint.NECK.ordinal()] = 1;
        for (int c = 0; c < 3; c++) {
          double onShell = 0.15 * direction[c] / length;
          vertices[3 * v + c] = (float) (onShell + 0.004 * random.nextGaussian());
        }
      }
    }
    HeadMesh mesh = new HeadMesh(vertices, triangles, List.of(), new float[15], weights);
    int[] parent = new int[GAUSSIANS];
    float[][] mean = new float[3][GAUSSIANS];
    float[][] factor = new float[9][GAUSSIANS];
    float[] opacity = new float[GAUSSIANS];
    float[][] colour = new float[3][GAUSSIANS];
    for (int i = 0; i < GAUSSIANS; i++) {
      parent[i] = i / (GAUSSIANS / TRIANGLES);
      opacity[i] = 0.1f + 0.6f * random.nextFloat();
      for (int c = 0; c < 3; c++) {
        mean[c][i] = (float) random.nextGaussian();
        colour[c][i] = random.nextFloat();
      }
      for (int c = 0; c < 9; c++) {
        factor[c][i] = (float) (0.25 * random.nextGaussian());
      }
    }
    GaussianCloud cloud = new GaussianCloud(Binding.FRAME, parent, mean, factor, opacity, colour);
    return new Avatar(
        "stress",
        "Fixed stress scene",
        mesh,
        cloud,
        new Avatar.DefaultCamera(new float[3], 0.9f, 0.356f),
        "Apache-2.0");
  }
}
