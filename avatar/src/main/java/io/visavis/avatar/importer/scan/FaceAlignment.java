package io.visavis.avatar.importer.scan;

import io.visavis.avatar.rig.HeadMesh;

/**
 * How another head lies over a built-in one: the similarity under which their eyes are in the same
 * places and their faces are nearest.
 */
public final class FaceAlignment {
  private final Similarity similarity;
  private final double residual;

  private FaceAlignment(Similarity similarity, double residual) {
    this.similarity = similarity;
    this.residual = residual;
  }

  /**
   * Aligns a head that stands upright and looks along +z.
   *
   * @param builtIn a built-in head
   * @param skin [N, 3] points of the other one's skin
   * @param pupils [2][3] the foremost points of its left and right eye
   */
  public static FaceAlignment of(HeadMesh builtIn, float[] skin, double[][] pupils) {
    Placement placement = new Placement("", Axis.PLUS_Y, Axis.PLUS_Z, pupils);
    Aligner.Found found = new Aligner(new HeadSurface(builtIn), skin, Box.of(skin)).find(placement);
    return new FaceAlignment(found.similarity(), found.residual());
  }

  /** How far the faces are apart in the mean, metres of the built-in head. */
  public double residual() {
    return residual;
  }

  /** Where a point of the built-in head is on the other one. */
  public double[] place(double[] point) {
    return similarity.undo(point);
  }

  /** What a displacement of the built-in head is on the other one. */
  public double[] displacement(double[] way) {
    return Vector.minus(similarity.undo(way), similarity.undo(new double[3]));
  }
}
