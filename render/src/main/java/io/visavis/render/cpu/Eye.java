package io.visavis.render.cpu;

import io.visavis.avatar.rig.Joint;
import io.visavis.render.View;

/**
 * Where a view looks from, and the frame in which directions from it are taken. Scratch of one back
 * end instance.
 */
public final class Eye {
  private final float[] camera = new float[3];
  private final float[] turn = new float[9];

  /** Takes a view: its camera is at -R^T t; the head's rotation is undone where that is asked. */
  public void take(View view, HarmonicArrays harmonics, PosedMesh mesh) {
    float[] w = view.worldToCamera();
    int neck = PosedMesh.TRANSFORM * Joint.NECK.ordinal();
    for (int r = 0; r < 3; r++) {
      camera[r] = -(w[r] * w[3] + w[4 + r] * w[7] + w[8 + r] * w[11]);
      for (int c = 0; c < 3; c++) {
        turn[3 * r + c] =
            harmonics.turnsWithHead() ? mesh.transforms()[neck + 4 * c + r] : r == c ? 1 : 0;
      }
    }
  }

  /** [3] the camera, metres. */
  public float[] camera() {
    return camera;
  }

  /** [3, 3] rotation of directions, row-major. */
  public float[] turn() {
    return turn;
  }
}
