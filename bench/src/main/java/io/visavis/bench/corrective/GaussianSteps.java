package io.visavis.bench.corrective;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.corrective.Corrector;
import io.visavis.avatar.rig.MeshPoser;
import io.visavis.avatar.rig.TriangleFrames;

/** How far the Gaussians of a head go from one frame to the next. One thread. */
final class GaussianSteps {
  /** Of a Gaussian: where it is, its colour, and how far correctives have moved it. */
  private static final int VALUES = 9;

  private final Avatar avatar;
  private final MeshPoser poser;
  private final TriangleFrames frames;
  private final Corrector corrector;
  private final double[] vertices;
  private final double[] maps;
  private final double[] mean = new double[3];
  private final double[] offset = new double[3];
  private final double[] tint = new double[3];
  private final double[] value;
  private final double[] last;
  private boolean begun;

  /** Metres that the Gaussian went that went farthest in one frame. */
  double farthest;

  /** Metres of it that are the correctives' doing, at most. */
  double corrected;

  /** Colour, 0..1, that the channel changed by that changed most in one frame. */
  double brightest;

  GaussianSteps(Avatar avatar) {
    this.avatar = avatar;
    this.poser = new MeshPoser(avatar.mesh(), avatar.space());
    this.frames = new TriangleFrames(avatar.gaussians().binding(), avatar.mesh().triangles());
    this.corrector = new Corrector(avatar);
    this.vertices = new double[avatar.mesh().vertices().length];
    this.maps = new double[TriangleFrames.STRIDE * avatar.mesh().triangleCount()];
    this.value = new double[VALUES * avatar.gaussians().size()];
    this.last = new double[value.length];
  }

  /**
   * Takes the next frame.
   *
   * @param motion of the avatar's own space
   * @param coefficients of its correctives
   */
  void take(float[] motion, float[] coefficients) {
    poser.pose(motion, vertices);
    frames.compute(vertices, maps);
    corrector.take(coefficients);
    for (int i = 0; i < avatar.gaussians().size(); i++) {
      place(i);
    }
    if (begun) {
      for (int i = 0; i < value.length; i += VALUES) {
        farthest = Math.max(farthest, distance(i));
        corrected = Math.max(corrected, distance(i + 6));
        for (int c = i + 3; c < i + 6; c++) {
          brightest = Math.max(brightest, Math.abs(value[c] - last[c]));
        }
      }
    }
    begun = true;
    System.arraycopy(value, 0, last, 0, value.length);
  }

  private double distance(int at) {
    double x = value[at] - last[at];
    double y = value[at + 1] - last[at + 1];
    double z = value[at + 2] - last[at + 2];
    return Math.sqrt(x * x + y * y + z * z);
  }

  private void place(int i) {
    int map = TriangleFrames.STRIDE * avatar.gaussians().parent()[i];
    corrector.mean(i, mean);
    corrector.worldOffset(i, offset);
    corrector.colour(i, tint);
    for (int r = 0; r < 3; r++) {
      double at = maps[map + TriangleFrames.ORIGIN + r] + offset[r];
      for (int c = 0; c < 3; c++) {
        at += maps[map + 3 * r + c] * mean[c];
      }
      value[VALUES * i + r] = at;
      value[VALUES * i + 3 + r] = tint[r];
      value[VALUES * i + 6 + r] = offset[r];
    }
  }
}
