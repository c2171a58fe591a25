package io.visavis.avatar.rig;

import io.visavis.avatar.motion.MotionSpace;
import org.jspecify.annotations.Nullable;

/**
 * The plain way from a motion frame to the vertices of a posed mesh, in double precision: v = rest
 * + sum_k w_k delta_k + sum_p (R - I)_p c_p, then linear blend skinning about the joints (FLAME;
 * the built-in heads without its pose correctives). The reference that fast versions are tested
 * against. Owned by one thread; allocates nothing after construction.
 *
 * <p>A morph target whose name is no coefficient of the motion space stays at rest.
 */
public final class MeshPoser {
  private final HeadMesh mesh;
  private final MotionSpace space;
  private final @Nullable Retarget retarget;
  private final RigPose pose = new RigPose();
  private final int[] channels;
  private final double[] pivots = new double[3 * Joint.COUNT];
  private final double[] posed;

  /** A poser of that mesh by motion of that space. */
  public MeshPoser(HeadMesh mesh, MotionSpace space) {
    this(mesh, space, null);
  }

  /** A poser of that mesh of that space, which another's motion moves too. */
  public MeshPoser(HeadMesh mesh, MotionSpace space, @Nullable Retarget retarget) {
    this.mesh = mesh;
    this.space = space;
    this.retarget = retarget;
    this.channels = mesh.morphs().stream().mapToInt(m -> space.coefficient(m.name())).toArray();
    this.posed = new double[mesh.vertices().length];
  }

  /** What the last frame asked of the rig. */
  public RigPose rig() {
    return pose;
  }

  /**
   * Poses the mesh.
   *
   * @param motion a frame of the space; {@link RigPose} says how bad values are treated
   * @param out [V, 3] posed vertices, metres
   */
  public void pose(float[] motion, double[] out) {
    pose(space, motion, out);
  }

  /**
   * Poses the mesh.
   *
   * @param of the space of the motion
   * @param motion a frame of it
   * @param out [V, 3] posed vertices, metres
   */
  public void pose(MotionSpace of, float[] motion, double[] out) {
    pose.take(space, retarget, of, motion);
    morph(out);
    pose.place(pivots);
    skin(out);
  }

  /**
   * Poses the mesh, and rounds.
   *
   * @param motion a frame of the space
   * @param out [V, 3] posed vertices, metres
   */
  public void pose(float[] motion, float[] out) {
    pose(motion, posed);
    for (int i = 0; i < posed.length; i++) {
      out[i] = (float) posed[i];
    }
  }

  private void morph(double[] out) {
    copy(mesh.vertices(), out);
    copy(mesh.pivots(), pivots);
    for (int k = 0; k < channels.length; k++) {
      double w = channels[k] < 0 ? 0 : pose.weights()[channels[k]];
      if (w == 0) {
        continue;
      }
      MorphTarget morph = mesh.morphs().get(k);
      for (int i = 0; i < morph.vertices().length; i++) {
        for (int c = 0; c < 3; c++) {
          out[3 * morph.vertices()[i] + c] += w * morph.deltas()[3 * i + c];
        }
      }
      for (int i = 0; i < morph.pivots().length; i++) {
        pivots[i] += w * morph.pivots()[i];
      }
    }
    float[] correctives = mesh.poseCorrectives();
    for (int p = 0; p < correctives.length / out.length; p++) {
      double feature = pose.features()[p];
      for (int i = 0; i < out.length; i++) {
        out[i] += feature * correctives[p * out.length + i];
      }
    }
  }

  private static void copy(float[] from, double[] to) {
    for (int i = 0; i < from.length; i++) {
      to[i] = from[i];
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
