package io.visavis.avatar.rig;

import io.visavis.avatar.motion.ArkitChannel;
import java.util.Optional;

/**
 * The plain way from a motion frame to the vertices of a posed mesh, in double precision: v = rest
 * + sum_k w_k delta_k, then linear blend skinning. The reference that fast versions are tested
 * against. Owned by one thread; allocates nothing after construction.
 *
 * <p>A morph target whose name is no coefficient of the motion space stays at rest.
 */
public final class MeshPoser {
  private final HeadMesh mesh;
  private final RigPose pose;
  private final int[] channels;
  private final double[] posed;

  /** A poser of that mesh. */
  public MeshPoser(HeadMesh mesh) {
    this.mesh = mesh;
    this.pose = new RigPose(mesh.pivots());
    this.channels = mesh.morphs().stream().mapToInt(m -> channelOf(m.name())).toArray();
    this.posed = new double[mesh.vertices().length];
  }

  /**
   * Index of the coefficient that drives a morph target of that name, -1 where none does.
   *
   * @param morph such as {@code jawOpen}
   */
  public static int channelOf(String morph) {
    Optional<ArkitChannel> channel = ArkitChannel.find(morph);
    return channel.isPresent() && channel.get().ordinal() < ArkitChannel.COEFFICIENTS
        ? channel.get().ordinal()
        : -1;
  }

  /**
   * Poses the mesh.
   *
   * @param motion [55] an arkit frame; {@link RigPose} says how bad values are treated
   * @param out [V, 3] posed vertices, metres
   */
  public void pose(float[] motion, double[] out) {
    pose.arkit(motion);
    morph(out);
    skin(out);
  }

  /**
   * Poses the mesh, and rounds.
   *
   * @param motion [55] an arkit frame
   * @param out [V, 3] posed vertices, metres
   */
  public void pose(float[] motion, float[] out) {
    pose(motion, posed);
    for (int i = 0; i < posed.length; i++) {
      out[i] = (float) posed[i];
    }
  }

  private void morph(double[] out) {
    float[] rest = mesh.vertices();
    for (int i = 0; i < rest.length; i++) {
      out[i] = rest[i];
    }
    for (int k = 0; k < channels.length; k++) {
      double w = channels[k] < 0 ? 0 : pose.weights()[channels[k]];
      if (w == 0) {
        continue;
      }
      int[] vertices = mesh.morphs().get(k).vertices();
      float[] deltas = mesh.morphs().get(k).deltas();
      for (int i = 0; i < vertices.length; i++) {
        for (int c = 0; c < 3; c++) {
          out[3 * vertices[i] + c] += w * deltas[3 * i + c];
        }
      }
    }
  }

  private void skin(double[] out) {
    double[] t = pose.transforms();
    float[] weights = mesh.weights();
    for (int v = 0; v < mesh.vertexCount(); v++) {
      double x = out[3 * v];
      double y = out[3 * v + 1];
      double z = out[3 * v + 2];
      for (int r = 0; r < 3; r++) {
        double sum = 0;
        for (int j = 0; j < Joint.COUNT; j++) {
          int row = 12 * j + 4 * r;
          sum +=
              weights[Joint.COUNT * v + j]
                  * (t[row] * x + t[row + 1] * y + t[row + 2] * z + t[row + 3]);
        }
        out[3 * v + r] = sum;
      }
    }
  }
}
