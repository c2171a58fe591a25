package io.visavis.render.compare;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.retarget.LandmarkMesh;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.MeshPoser;
import io.visavis.render.View;

/** Where the 68 landmarks of iBUG of a head are in its pictures. Owned by one thread. */
public final class FaceProjection {
  private final MeshPoser poser;
  private final double[] posed = new double[3 * HeadMesh.LANDMARKS];

  /**
   * Of an avatar.
   *
   * @throws IllegalArgumentException if its landmarks are not known
   */
  public FaceProjection(Avatar avatar) {
    if (avatar.mesh().landmarks().length == 0) {
      throw new IllegalArgumentException(
          "The landmarks of '%s' are not known.".formatted(avatar.title()));
    }
    this.poser = new MeshPoser(LandmarkMesh.of(avatar.mesh()), avatar.space(), avatar.retarget());
  }

  /**
   * Landmarks of a picture.
   *
   * @param space of the motion
   * @param motion a frame
   * @return [68, 2] x and y in pixels, the first pixel's centre at 0.5; not numbers where a
   *     landmark is behind the camera
   */
  public double[] landmarks(MotionSpace space, float[] motion, View view) {
    poser.pose(space, motion, posed);
    float[] m = view.worldToCamera();
    double[] out = new double[2 * HeadMesh.LANDMARKS];
    for (int i = 0; i < HeadMesh.LANDMARKS; i++) {
      double[] p = new double[3];
      for (int r = 0; r < 3; r++) {
        p[r] = m[4 * r + 3];
        for (int c = 0; c < 3; c++) {
          p[r] += m[4 * r + c] * posed[3 * i + c];
        }
      }
      out[2 * i] = p[2] > 0 ? view.fx() * p[0] / p[2] + view.cx() : Double.NaN;
      out[2 * i + 1] = p[2] > 0 ? view.fy() * p[1] / p[2] + view.cy() : Double.NaN;
    }
    return out;
  }
}
