package io.visavis.avatar.retarget;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.MeshPoser;
import io.visavis.avatar.rig.Retarget;

/**
 * Where the landmarks of a head go, in units of the distance between its eyes, so that heads of any
 * size can be compared. Owned by one thread.
 */
final class FaceMoves {
  /** Values of all landmarks. */
  static final int SIZE = 3 * HeadMesh.LANDMARKS;

  private static final int RIGHT_EYE = 36;
  private static final int LEFT_EYE = 42;
  private static final int LIDS = 6;

  private final HeadMesh mesh;
  private final MotionSpace space;
  private final MeshPoser poser;
  private final float[] motion;
  private final double[] posed;
  private final double eyes;

  /**
   * The moves of a head.
   *
   * @throws IllegalArgumentException if its landmarks are not known, or its eyes are in one place
   */
  FaceMoves(HeadMesh mesh, MotionSpace space) {
    if (mesh.landmarks().length != HeadMesh.LANDMARKS) {
      throw new IllegalArgumentException("The landmarks of the head are not known.");
    }
    this.mesh = LandmarkMesh.of(mesh);
    this.space = space;
    this.poser = new MeshPoser(this.mesh, space);
    this.motion = new float[space.size()];
    this.posed = new double[SIZE];
    this.eyes = eyes();
    if (!(eyes > 1e-6)) {
      throw new IllegalArgumentException("The eyes of the head are in one place.");
    }
  }

  private double eyes() {
    double square = 0;
    for (int c = 0; c < 3; c++) {
      double sum = 0;
      for (int i = 0; i < LIDS; i++) {
        sum += rest(LEFT_EYE + i, c) - rest(RIGHT_EYE + i, c);
      }
      square += sum / LIDS * (sum / LIDS);
    }
    return Math.sqrt(square);
  }

  private double rest(int landmark, int c) {
    return mesh.vertices()[3 * landmark + c];
  }

  /**
   * How far the landmarks are from their rest.
   *
   * @param values [{@link Retarget#values}] coefficients, and jaw angles in {@code flame}
   * @param out [68, 3]
   */
  void at(double[] values, double[] out) {
    for (int i = 0; i < motion.length; i++) {
      motion[i] = i < values.length ? (float) values[i] : 0;
    }
    poser.pose(motion, posed);
    for (int i = 0; i < SIZE; i++) {
      out[i] = (posed[i] - rest(i / 3, i % 3)) / eyes;
    }
  }

  /**
   * How far the landmarks move by a driver of motion of this head's space, at 1.
   *
   * @param driver of {@link Retarget#drivers}
   * @param out [68, 3]
   */
  void byDriver(int driver, double[] out) {
    int count = Retarget.values(space);
    double[] values = new double[count];
    int index = driver % count;
    boolean angle = index >= space.coefficients();
    double step = (driver < count ? 1 : -1) * (angle ? ANGLE : 1);
    values[index] = step;
    at(values, out);
    for (int i = 0; angle && i < SIZE; i++) {
      out[i] /= ANGLE;
    }
  }

  /** Radians of a jaw that talks. */
  static final double ANGLE = 0.2;
}
