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
  private static final int A_TRIANGLE = 4;

  private StressScene() {}

  static Avatar build() {
    return build(50_000);
  }

  /** The same shell of fewer or more Gaussians. */
  static Avatar build(int gaussians) {
    Random random = new Random(gaussians);
    int faces = gaussians / A_TRIANGLE;
    float[] vertices = new float[9 * faces];
    int[] triangles = new int[3 * faces];
    float[] weights = new float[3 * faces * Joint.COUNT];
    for (int t = 0; t < faces; t++) {
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
    int[] parent = new int[gaussians];
    float[][] mean = new float[3][gaussians];
    float[][] factor = new float[9][gaussians];
    float[] opacity = new float[gaussians];
    float[][] colour = new float[3][gaussians];
    for (int i = 0; i < gaussians; i++) {
      parent[i] = i / A_TRIANGLE;
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
