package io.visavis.avatar.importer.paint;

import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;

/**
 * A head in the place of the built-in ones, as their light and colours expect it: units of about 10
 * cm, the centres of the eyes where Mira's are and as far apart.
 */
final class FaceFrame {
  /** The middle between the centres of Mira's eyes. */
  private static final Vec MIDDLE = Vec.of(0, -.050, .522);

  private static final double EYES = .674;

  private final double[] middle = new double[3];
  private final double unit;
  private final Vec[] eyes = new Vec[2];
  private final Vec[] landmarks;
  private final Vec[] rest;
  private final double top;

  FaceFrame(HeadMesh mesh) {
    int left = 3 * Joint.EYE_LEFT.ordinal();
    int right = 3 * Joint.EYE_RIGHT.ordinal();
    double square = 0;
    for (int c = 0; c < 3; c++) {
      double d = (double) mesh.pivots()[left + c] - mesh.pivots()[right + c];
      middle[c] = ((double) mesh.pivots()[left + c] + mesh.pivots()[right + c]) / 2;
      square += d * d;
    }
    unit = Math.sqrt(square) / EYES;
    eyes[0] = at(mesh.pivots(), Joint.EYE_LEFT.ordinal());
    eyes[1] = at(mesh.pivots(), Joint.EYE_RIGHT.ordinal());
    rest = new Vec[mesh.vertexCount()];
    double highest = Double.NEGATIVE_INFINITY;
    for (int v = 0; v < rest.length; v++) {
      rest[v] = at(mesh.vertices(), v);
      highest = Math.max(highest, rest[v].y());
    }
    top = highest;
    landmarks = new Vec[HeadMesh.LANDMARKS];
    for (int l = 0; l < landmarks.length; l++) {
      landmarks[l] = rest[mesh.landmarks()[l]];
    }
  }

  private Vec at(float[] points, int i) {
    return at(points[3 * i], points[3 * i + 1], points[3 * i + 2]);
  }

  private Vec at(double x, double y, double z) {
    return Vec.of((x - middle[0]) / unit, (y - middle[1]) / unit, (z - middle[2]) / unit)
        .plus(MIDDLE);
  }

  /** Metres of a unit. */
  double unit() {
    return unit;
  }

  /** The centre of an eye; 0 is the subject's left. */
  Vec eye(int side) {
    return eyes[side];
  }

  /** A landmark of iBUG. */
  Vec landmark(int number) {
    return landmarks[number];
  }

  /** [V] the vertices at rest. */
  Vec[] rest() {
    return rest;
  }

  /** [V] the vertices of a pose, [V, 3] in metres. */
  Vec[] posed(double[] vertices) {
    Vec[] out = new Vec[vertices.length / 3];
    for (int v = 0; v < out.length; v++) {
      out[v] = at(vertices[3 * v], vertices[3 * v + 1], vertices[3 * v + 2]);
    }
    return out;
  }

  /** The height of the top of the head. */
  double top() {
    return top;
  }
}
