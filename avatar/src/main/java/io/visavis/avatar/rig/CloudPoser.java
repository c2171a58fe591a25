package io.visavis.avatar.rig;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.corrective.Corrector;
import io.visavis.avatar.motion.MotionSpace;

/**
 * The plain way from a motion frame and coefficients of correctives to Gaussians in the world, in
 * double precision: correctives, then the map of each Gaussian's triangle; see {@link Binding}. The
 * reference that fast versions are tested against. Owned by one thread.
 */
public final class CloudPoser {
  private final Avatar avatar;
  private final MeshPoser poser;
  private final TriangleFrames frames;
  private final Corrector corrector;
  private final double[] vertices;
  private final double[] maps;
  private final double[] local = new double[9];

  /** A poser of that avatar. */
  public CloudPoser(Avatar avatar) {
    this.avatar = avatar;
    this.poser = new MeshPoser(avatar.mesh(), avatar.space(), avatar.retarget());
    this.frames = new TriangleFrames(avatar.gaussians().binding(), avatar.mesh().triangles());
    this.corrector = new Corrector(avatar);
    this.vertices = new double[avatar.mesh().vertices().length];
    this.maps = new double[TriangleFrames.STRIDE * avatar.mesh().triangleCount()];
  }

  /**
   * Poses the mesh and takes the coefficients; the other methods then speak of this frame.
   *
   * @param motion a frame of the avatar's space
   * @param coefficients [K] of its correctives
   */
  public void pose(float[] motion, float[] coefficients) {
    pose(avatar.space(), motion, coefficients);
  }

  /** As {@link #pose(float[], float[])}, by motion of any space that moves the avatar. */
  public void pose(MotionSpace of, float[] motion, float[] coefficients) {
    poser.pose(of, motion, vertices);
    take(coefficients);
  }

  /** As {@link #pose}, of the mesh as it is stored. */
  public void rest() {
    float[] rest = avatar.mesh().vertices();
    for (int i = 0; i < rest.length; i++) {
      vertices[i] = rest[i];
    }
    take(new float[avatar.correctives().size()]);
  }

  private void take(float[] coefficients) {
    frames.compute(vertices, maps);
    corrector.take(coefficients);
  }

  /** Writes the world mean of Gaussian i [3], metres. */
  public void mean(int i, double[] out) {
    corrector.mean(i, local);
    int f = TriangleFrames.STRIDE * avatar.gaussians().parent()[i];
    for (int r = 0; r < 3; r++) {
      out[r] = origin(i, r, f);
      for (int k = 0; k < 3; k++) {
        out[r] += maps[f + 3 * r + k] * local[k];
      }
    }
    corrector.worldOffset(i, local);
    for (int r = 0; r < 3; r++) {
      out[r] += local[r];
    }
  }

  private double origin(int i, int r, int f) {
    GaussianCloud cloud = avatar.gaussians();
    if (cloud.origin().length == 0) {
      return maps[f + TriangleFrames.ORIGIN + r];
    }
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      int v = avatar.mesh().triangles()[3 * cloud.parent()[i] + k];
      sum += cloud.origin()[k][i] * vertices[3 * v + r];
    }
    return sum;
  }

  /** Writes the world factor of Gaussian i [9], row-major, metres; covariance = factor factor^T. */
  public void factor(int i, double[] out) {
    corrector.factor(i, local);
    int f = TriangleFrames.STRIDE * avatar.gaussians().parent()[i];
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 3; c++) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          sum += maps[f + 3 * r + k] * local[3 * k + c];
        }
        out[3 * r + c] = maps[f + TriangleFrames.SCALE] * sum;
      }
    }
  }

  /** The opacity of Gaussian i, 0..1. */
  public double opacity(int i) {
    return corrector.opacity(i);
  }

  /** Writes the colour of Gaussian i [3] without what depends on the view; not clamped. */
  public void colour(int i, double[] out) {
    corrector.colour(i, out);
  }

  /** [5, 12] transforms of the joints of the last pose. */
  public double[] joints() {
    return poser.rig().transforms();
  }
}
