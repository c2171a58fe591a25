package io.visavis.avatar.importer.gnm;

import io.visavis.avatar.importer.scan.FaceAlignment;
import io.visavis.avatar.rig.HeadMesh;
import java.util.function.IntPredicate;

/**
 * The 68 landmarks of iBUG on GNM's mesh: where those of a built-in head are once it lies over it,
 * and for the lips where they are within GNM's own groups of them.
 */
final class GnmLandmarks {
  private static final int LIPS = 48;
  private static final int RIGHT = 48;
  private static final int LEFT = 54;
  private static final int TOP = 51;
  private static final int BOTTOM = 57;
  private static final int INNER = 60;
  private static final int INNER_LEFT = 64;

  private final GnmModel model;
  private final HeadMesh builtIn;
  private final FaceAlignment alignment;
  private final boolean[] skin;
  private final boolean[] upper;
  private final boolean[] lower;

  GnmLandmarks(GnmModel model, HeadMesh builtIn, FaceAlignment alignment) {
    this.model = model;
    this.builtIn = builtIn;
    this.alignment = alignment;
    this.skin = outside(model);
    this.upper = model.group("upper_lip");
    this.lower = model.group("lower_lip");
  }

  /** [V] skin that is seen with the mouth shut. */
  static boolean[] outside(GnmModel model) {
    boolean[] skin = model.group("skin").clone();
    boolean[] inside = model.group("mouth_sock");
    for (int v = 0; v < skin.length; v++) {
      skin[v] &= !inside[v];
    }
    return skin;
  }

  /** [68] vertices. */
  int[] find() {
    int[] out = new int[HeadMesh.LANDMARKS];
    double[][] places = new double[out.length][];
    for (int l = 0; l < out.length; l++) {
      places[l] = alignment.place(at(builtIn, builtIn.landmarks()[l]));
    }
    fitLips(places);
    for (int l = 0; l < out.length; l++) {
      out[l] = nearest(places[l], among(l));
    }
    return out;
  }

  private IntPredicate among(int landmark) {
    if (landmark < LIPS) {
      return v -> skin[v];
    }
    if (landmark == RIGHT || landmark == LEFT || landmark == INNER || landmark == INNER_LEFT) {
      return v -> upper[v] || lower[v];
    }
    boolean above = landmark < LEFT || (landmark > INNER && landmark < INNER_LEFT);
    return above ? v -> upper[v] : v -> lower[v];
  }

  /** Stretches the lips' places from corner to corner and from edge to edge of GNM's lips. */
  private void fitLips(double[][] places) {
    int right = extreme(v -> upper[v] || lower[v], 0, -1);
    int left = extreme(v -> upper[v] || lower[v], 0, 1);
    double x0 = model.vertices()[3 * right];
    double x1 = model.vertices()[3 * left];
    double middle = (x0 + x1) / 2;
    double narrow = (x1 - x0) / 8;
    IntPredicate central = v -> Math.abs(model.vertices()[3 * v] - middle) < narrow;
    int top = extreme(v -> upper[v] && central.test(v), 1, 1);
    int bottom = extreme(v -> lower[v] && central.test(v), 1, -1);
    int front = extreme(v -> (upper[v] || lower[v]) && central.test(v), 2, 1);
    if (top < 0 || bottom < 0 || !(x1 > x0)) {
      return;
    }
    double y1 = model.vertices()[3 * top + 1];
    double y0 = model.vertices()[3 * bottom + 1];
    double forward = model.vertices()[3 * front + 2] - Math.max(places[TOP][2], places[BOTTOM][2]);
    double[] from = {places[RIGHT][0], places[LEFT][0], places[BOTTOM][1], places[TOP][1]};
    for (int l = LIPS; l < places.length; l++) {
      double[] p = places[l];
      p[0] = x0 + (p[0] - from[0]) / (from[1] - from[0]) * (x1 - x0);
      p[1] = y0 + (p[1] - from[2]) / (from[3] - from[2]) * (y1 - y0);
      p[2] += forward;
    }
  }

  private int extreme(IntPredicate which, int axis, int sign) {
    int best = -1;
    for (int v = 0; v < model.vertexCount(); v++) {
      if (which.test(v)
          && (best < 0
              || sign * (model.vertices()[3 * v + axis] - model.vertices()[3 * best + axis]) > 0)) {
        best = v;
      }
    }
    return best;
  }

  private int nearest(double[] place, IntPredicate which) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int v = 0; v < model.vertexCount(); v++) {
      if (which.test(v)) {
        double d = squared(model.vertices(), v, place);
        if (d < least) {
          least = d;
          best = v;
        }
      }
    }
    return best;
  }

  static double squared(float[] vertices, int v, double[] place) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      double d = vertices[3 * v + c] - place[c];
      sum += d * d;
    }
    return sum;
  }

  static double[] at(HeadMesh mesh, int v) {
    float[] p = mesh.vertices();
    return new double[] {p[3 * v], p[3 * v + 1], p[3 * v + 2]};
  }
}
