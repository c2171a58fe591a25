package io.visavis.server.cli;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.rig.Binding;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.MorphTarget;
import java.util.List;

/** A red triangle, 20 cm high, that jawOpen moves down by 8 cm: little, and quick to draw. */
final class TinyAvatar {
  private TinyAvatar() {}

  static Avatar named(String name) {
    HeadMesh mesh =
        new HeadMesh(
            new float[] {-0.1f, -0.1f, 0, 0.1f, -0.1f, 0, 0, 0.1f, 0},
            new int[] {0, 1, 2},
            List.of(
                new MorphTarget(
                    "jawOpen",
                    new int[] {0, 1, 2},
                    new float[] {0, -0.08f, 0, 0, -0.08f, 0, 0, -0.08f, 0})),
            new float[15],
            new float[] {0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0});
    float[][] factor = new float[9][1];
    factor[0][0] = 0.15f;
    factor[4][0] = 0.15f;
    factor[8][0] = 0.01f;
    GaussianCloud cloud =
        new GaussianCloud(
            Binding.AFFINE,
            new int[1],
            new float[3][1],
            factor,
            new float[] {0.98f},
            new float[][] {{0.9f}, {0.1f}, {0.1f}});
    return new Avatar(
        name,
        "A red triangle",
        mesh,
        cloud,
        new Avatar.DefaultCamera(new float[3], 1, 0.4f),
        "Apache-2.0");
  }
}
