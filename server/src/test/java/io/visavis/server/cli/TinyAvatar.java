package io.visavis.server.cli;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.corrective.CorrectiveBasis;
import io.visavis.avatar.corrective.CorrectiveTarget;
import io.visavis.avatar.corrective.Correctives;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.Binding;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.MorphTarget;
import io.visavis.avatar.rig.Retarget;
import java.util.List;

/** Red triangles, 20 cm high, that a morph target moves down by 8 cm: little, and quick to draw. */
final class TinyAvatar {
  private TinyAvatar() {}

  /** One that jawOpen moves. */
  static Avatar named(String name) {
    HeadMesh mesh = mesh("jawOpen");
    return new Avatar(
        name,
        "A red triangle",
        mesh,
        cloud(),
        new Avatar.DefaultCamera(new float[3], 1, 0.4f),
        "Apache-2.0");
  }

  /** That avatar of FLAME, to which jawOpen is expression 3. */
  static Avatar retargeted(Avatar flame) {
    int drivers = Retarget.drivers(MotionSpace.ARKIT);
    float[] matrix = new float[Retarget.values(MotionSpace.FLAME) * drivers];
    matrix[3 * drivers + MotionSpace.ARKIT.names().indexOf("jawOpen")] = 1;
    return flame.with(new Retarget(MotionSpace.ARKIT, matrix));
  }

  /**
   * One that FLAME's expression 3 moves. Of its correctives, green turns the red to green and fade
   * makes it transparent.
   */
  static Avatar flame(String name) {
    Correctives correctives =
        new Correctives(
            List.of("green", "fade"),
            List.of(
                new CorrectiveBasis(
                    CorrectiveTarget.COLOUR, false, 0, new float[] {-0.8f, 0.8f, 0}),
                new CorrectiveBasis(CorrectiveTarget.OPACITY_LINEAR, true, 1, new float[] {-1})));
    Avatar arkit = named(name);
    return new Avatar(
        name,
        "A triangle of FLAME",
        MotionSpace.FLAME,
        mesh("expression3"),
        cloud(),
        correctives,
        arkit.camera(),
        arkit.licence());
  }

  private static HeadMesh mesh(String morph) {
    return new HeadMesh(
        new float[] {-0.1f, -0.1f, 0, 0.1f, -0.1f, 0, 0, 0.1f, 0},
        new int[] {0, 1, 2},
        List.of(
            new MorphTarget(
                morph,
                new int[] {0, 1, 2},
                new float[] {0, -0.08f, 0, 0, -0.08f, 0, 0, -0.08f, 0})),
        new float[15],
        new float[] {0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0});
  }

  private static GaussianCloud cloud() {
    float[][] factor = new float[9][1];
    factor[0][0] = 0.15f;
    factor[4][0] = 0.15f;
    factor[8][0] = 0.01f;
    return new GaussianCloud(
        Binding.AFFINE,
        new int[1],
        new float[3][1],
        factor,
        new float[] {0.98f},
        new float[][] {{0.9f}, {0.1f}, {0.1f}});
  }
}
