package io.visavis.render.cpu;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.RigPose;

/**
 * The vertices of one posed head, and what the frame asks of its rig. Scratch of one back end
 * instance; grows with the largest mesh seen, then allocates nothing.
 */
public final class PosedMesh {
  /** Floats of one joint's row-major 3x4 transform. */
  public static final int TRANSFORM = 12;

  private final RigPose rigPose = new RigPose();
  private final double[] pivots = new double[3 * Joint.COUNT];
  private final float[][] position = {new float[0], new float[0], new float[0]};
  private final float[] transforms = new float[TRANSFORM * Joint.COUNT];

  /** [3][V padded] positions, metres. */
  public float[][] position() {
    return position;
  }

  /** [5, 12] joint transforms, from rest to posed. */
  public float[] transforms() {
    return transforms;
  }

  /**
   * Moves the rest vertices by their morph targets and by the pose correctives, and computes the
   * joint transforms.
   */
  public void morph(RigArrays rig, MotionSpace space, float[] motion) {
    rigPose.take(rig.space(), rig.retarget(), space, motion);
    for (int i = 0; i < pivots.length; i++) {
      pivots[i] = rig.pivots()[i];
    }
    for (int c = 0; c < 3; c++) {
      int n = rig.rest()[c].length;
      position[c] = RigArrays.grown(position[c], n);
      System.arraycopy(rig.rest()[c], 0, position[c], 0, n);
    }
    for (int k = 0; k < rig.morphChannel().length; k++) {
      float weight = (float) rigPose.weights()[rig.morphChannel()[k]];
      if (weight != 0) {
        add(weight, rig.morphVertices()[k], rig.morphDeltas()[k]);
        for (int i = 0; i < rig.morphPivots()[k].length; i++) {
          pivots[i] += rigPose.weights()[rig.morphChannel()[k]] * rig.morphPivots()[k][i];
        }
      }
    }
    for (int p = 0; p < rig.poseCorrectives().length; p++) {
      float feature = (float) rigPose.features()[p / 3];
      if (feature != 0) {
        add(feature, rig.poseCorrectives()[p], position[p % 3]);
      }
    }
    rigPose.place(pivots);
    for (int i = 0; i < transforms.length; i++) {
      transforms[i] = (float) rigPose.transforms()[i];
    }
  }

  /** Dense: a loop that the compiler makes vectors of. */
  private static void add(float weight, float[] plane, float[] to) {
    for (int i = 0; i < plane.length; i++) {
      to[i] += weight * plane[i];
    }
  }

  private void add(float weight, int[] vertices, float[] deltas) {
    float[] x = position[0];
    float[] y = position[1];
    float[] z = position[2];
    for (int i = 0; i < vertices.length; i++) {
      int v = vertices[i];
      x[v] += weight * deltas[3 * i];
      y[v] += weight * deltas[3 * i + 1];
      z[v] += weight * deltas[3 * i + 2];
    }
  }

  /** Linear blend skinning of the morphed vertices, in place, in plain Java. */
  public void skin(RigArrays rig) {
    float[] x = position[0];
    float[] y = position[1];
    float[] z = position[2];
    for (int v = 0; v < rig.vertexCount(); v++) {
      float px = x[v];
      float py = y[v];
      float pz = z[v];
      float sx = 0;
      float sy = 0;
      float sz = 0;
      for (int j = 0; j < Joint.COUNT; j++) {
        float w = rig.weights()[j][v];
        if (w != 0) {
          int t = TRANSFORM * j;
          sx += w * row(t, px, py, pz);
          sy += w * row(t + 4, px, py, pz);
          sz += w * row(t + 8, px, py, pz);
        }
      }
      x[v] = sx;
      y[v] = sy;
      z[v] = sz;
    }
  }

  private float row(int t, float x, float y, float z) {
    return transforms[t] * x + transforms[t + 1] * y + transforms[t + 2] * z + transforms[t + 3];
  }
}
