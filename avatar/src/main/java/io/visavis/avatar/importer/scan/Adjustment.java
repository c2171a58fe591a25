package io.visavis.avatar.importer.scan;

/**
 * The small turn, shift and change of scale that brings points nearer to planes: one step of Gauss
 * and Newton. Sliding along the planes counts a little as well, so that there always is an answer.
 */
final class Adjustment {
  private static final int UNKNOWNS = 7;

  /** What a distance along a plane counts beside one from it, squared. */
  private static final double SLIDE = 0.03;

  private final double[] centre;

  /** [7, 8] the normal equations and their right side. */
  private final double[][] equations = new double[UNKNOWNS][UNKNOWNS + 1];

  /**
   * No step yet.
   *
   * @param centre that it turns about
   */
  Adjustment(double[] centre) {
    this.centre = centre;
  }

  /**
   * Adds a point p that shall come to q, on a plane with that normal.
   *
   * @param weight what it counts
   */
  void add(double[] p, double[] q, double[] normal, double weight) {
    double[] arm = Vector.minus(p, centre);
    double[] way = Vector.minus(q, p);
    row(arm, normal, Vector.dot(way, normal), weight);
    for (int c = 0; c < 3; c++) {
      double[] axis = new double[3];
      axis[c] = 1;
      row(arm, axis, way[c], SLIDE * weight);
    }
  }

  private void row(double[] arm, double[] direction, double distance, double weight) {
    double[] turn = Vector.cross(arm, direction);
    double[] row = {
      turn[0],
      turn[1],
      turn[2],
      direction[0],
      direction[1],
      direction[2],
      Vector.dot(arm, direction),
      distance
    };
    for (int r = 0; r < UNKNOWNS; r++) {
      for (int c = 0; c <= UNKNOWNS; c++) {
        equations[r][c] += weight * row[r] * row[c];
      }
    }
  }

  /** What becomes of a similarity; the same where there is no answer. */
  Similarity of(Similarity before) {
    double[] x = solution();
    double[] axis = {x[0], x[1], x[2]};
    double angle = Vector.length(axis);
    double scale = Math.exp(x[6]);
    if (!(angle < 1 && scale > 0.5 && scale < 2)) {
      return before;
    }
    double[] turn = turn(axis, angle);
    double[] rotation = new double[9];
    for (int i = 0; i < 9; i++) {
      for (int k = 0; k < 3; k++) {
        rotation[i] += turn[i / 3 * 3 + k] * before.rotation()[3 * k + i % 3];
      }
    }
    return Similarity.about(
        before.undo(centre),
        Vector.plus(centre, new double[] {x[3], x[4], x[5]}, 1),
        scale * before.scale(),
        rotation);
  }

  /** By elimination, the largest first; NaN where points do not say. */
  private double[] solution() {
    for (int k = 0; k < UNKNOWNS; k++) {
      int pivot = k;
      for (int r = k + 1; r < UNKNOWNS; r++) {
        pivot = Math.abs(equations[r][k]) > Math.abs(equations[pivot][k]) ? r : pivot;
      }
      double[] swapped = equations[k];
      equations[k] = equations[pivot];
      equations[pivot] = swapped;
      for (int r = 0; r < UNKNOWNS; r++) {
        double factor = r == k ? 0 : equations[r][k] / equations[k][k];
        for (int c = k; c <= UNKNOWNS; c++) {
          equations[r][c] -= factor * equations[k][c];
        }
      }
    }
    double[] x = new double[UNKNOWNS];
    for (int k = 0; k < UNKNOWNS; k++) {
      x[k] = equations[k][UNKNOWNS] / equations[k][k];
    }
    return x;
  }

  /** The rotation by an angle about an axis of that length (Rodrigues). */
  private static double[] turn(double[] axis, double angle) {
    double sine = angle < 1e-9 ? 1 : Math.sin(angle) / angle;
    double cosine = angle < 1e-9 ? 0.5 : (1 - Math.cos(angle)) / (angle * angle);
    double[] cross = {0, -axis[2], axis[1], axis[2], 0, -axis[0], -axis[1], axis[0], 0};
    double[] out = new double[9];
    for (int i = 0; i < 9; i++) {
      double squared = axis[i / 3] * axis[i % 3] - (i % 4 == 0 ? angle * angle : 0);
      out[i] = (i % 4 == 0 ? 1 : 0) + sine * cross[i] + cosine * squared;
    }
    return out;
  }
}
