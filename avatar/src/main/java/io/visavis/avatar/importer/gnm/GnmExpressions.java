package io.visavis.avatar.importer.gnm;

import io.visavis.avatar.importer.scan.FaceAlignment;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.MorphTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * ARKit's morph targets as mixtures of GNM's expressions: for each of a built-in head's the weights
 * under which GNM's landmarks, and points of the skin between them, move as that head's do. Least
 * squares with a ridge and bounds, by coordinate descent.
 */
final class GnmExpressions {
  /** A weight of 1 costs as much as all points this far off, metres. */
  private static final double RIDGE = 0.00012;

  /** Standard deviations that an expression goes at most. */
  private static final double MOST = 4;

  private static final int SWEEPS = 300;

  /** What all points between the landmarks count, beside the landmarks. */
  private static final double SKIN = 20;

  /** Metres from a vertex of the built-in head to one of GNM's that is the same. */
  private static final double SAME = 0.004;

  /** Metres from the lips and lids, where the next vertex may be another lip's. */
  private static final double CLEAR = 0.009;

  private static final int EVERY = 2;
  private static final int BROWS = 17;
  private static final int CHIN = 8;
  private static final int EYES = 36;

  /** Metres; what moves less is not seen. */
  private static final float STILL = 2e-5f;

  private final GnmModel model;
  private final HeadMesh builtIn;
  private final FaceAlignment alignment;
  private final double eyes;

  /** Vertices of GNM and of the built-in head that are the same, and what they count. */
  private final List<int[]> pairs = new ArrayList<>();

  private final List<Double> weights = new ArrayList<>();
  private final double[][] hessian;

  /**
   * What was found.
   *
   * @param morphs of ARKit's names; none for what GNM's landmarks do not show
   * @param meanError of landmarks from where they should be, at 1, in distances between the eyes
   * @param worstError of one morph target
   * @param worst its name
   */
  record Found(List<MorphTarget> morphs, double meanError, double worstError, String worst) {}

  /**
   * Prepares.
   *
   * @param landmarks [68] GNM's
   * @param eyes metres between the centres of its eyes
   */
  GnmExpressions(
      GnmModel model, HeadMesh builtIn, FaceAlignment alignment, int[] landmarks, double eyes) {
    this.model = model;
    this.builtIn = builtIn;
    this.alignment = alignment;
    this.eyes = eyes;
    for (int l = 0; l < landmarks.length; l++) {
      pairs.add(new int[] {landmarks[l], builtIn.landmarks()[l]});
      weights.add(weight(l));
    }
    skin();
    this.hessian = hessian();
  }

  /** As the retargeting weighs them: contours slide over a face, lips are what people read. */
  private static double weight(int landmark) {
    if (landmark < BROWS) {
      return landmark == CHIN ? 1 : Math.abs(landmark - CHIN) == 1 ? 0.5 : 0.1;
    }
    return landmark >= 60 ? 1.5 : 1;
  }

  private void skin() {
    boolean[] outside = GnmLandmarks.outside(model);
    List<int[]> found = new ArrayList<>();
    for (int b = 0; b < builtIn.vertexCount(); b += EVERY) {
      double[] place = alignment.place(GnmLandmarks.at(builtIn, b));
      if (!isClear(b)) {
        continue;
      }
      int best = -1;
      double least = SAME * SAME;
      for (int v = 0; v < outside.length; v++) {
        double d = outside[v] ? GnmLandmarks.squared(model.vertices(), v, place) : least;
        if (d < least) {
          least = d;
          best = v;
        }
      }
      if (best >= 0) {
        found.add(new int[] {best, b});
      }
    }
    for (int[] pair : found) {
      pairs.add(pair);
      weights.add(SKIN / found.size());
    }
  }

  private boolean isClear(int vertex) {
    double[] here = GnmLandmarks.at(builtIn, vertex);
    for (int l = EYES; l < HeadMesh.LANDMARKS; l++) {
      if (GnmLandmarks.squared(builtIn.vertices(), builtIn.landmarks()[l], here) < CLEAR * CLEAR) {
        return false;
      }
    }
    return true;
  }

  private double moved(int expression, int pair, int c) {
    int at = expression * model.vertexCount() + pairs.get(pair)[0];
    return model.expressions()[3 * at + c];
  }

  private double[][] hessian() {
    int n = model.expressionCount();
    double[][] out = new double[n][n];
    double[][] rows = new double[n][3 * pairs.size()];
    for (int k = 0; k < n; k++) {
      for (int i = 0; i < rows[k].length; i++) {
        rows[k][i] = Math.sqrt(weights.get(i / 3)) * moved(k, i / 3, i % 3);
      }
    }
    for (int a = 0; a < n; a++) {
      for (int b = 0; b <= a; b++) {
        double sum = 0;
        for (int i = 0; i < rows[a].length; i++) {
          sum += rows[a][i] * rows[b][i];
        }
        out[a][b] = sum;
        out[b][a] = sum;
      }
    }
    return out;
  }

  /** Solves for all of the built-in head's morph targets. */
  Found find() {
    List<MorphTarget> morphs = new ArrayList<>();
    double sum = 0;
    double most = -1;
    String worst = "";
    for (MorphTarget morph : builtIn.morphs()) {
      double[][] wanted = wanted(morph);
      double[] values = solve(wanted);
      double error = error(values, wanted);
      sum += error / builtIn.morphs().size();
      if (error > most) {
        most = error;
        worst = morph.name();
      }
      MorphTarget baked = baked(morph.name(), values);
      if (baked.vertices().length > 0) {
        morphs.add(baked);
      }
    }
    return new Found(morphs, sum, most, worst);
  }

  /** [pairs][3] metres. */
  private double[][] wanted(MorphTarget morph) {
    double[][] out = new double[pairs.size()][3];
    for (int i = 0; i < out.length; i++) {
      int at = Arrays.binarySearch(morph.vertices(), pairs.get(i)[1]);
      if (at >= 0) {
        double[] way = new double[3];
        for (int c = 0; c < 3; c++) {
          way[c] = morph.deltas()[3 * at + c];
        }
        out[i] = alignment.displacement(way);
      }
    }
    return out;
  }

  private double[] solve(double[][] wanted) {
    int n = model.expressionCount();
    double ridge = 0;
    for (double weight : weights) {
      ridge += weight * RIDGE * RIDGE;
    }
    double[] slope = new double[n];
    for (int k = 0; k < n; k++) {
      for (int i = 0; i < wanted.length; i++) {
        for (int c = 0; c < 3; c++) {
          slope[k] += weights.get(i) * moved(k, i, c) * wanted[i][c];
        }
      }
    }
    double[] values = new double[n];
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      double largest = 0;
      for (int k = 0; k < n; k++) {
        double gradient = slope[k] - ridge * values[k];
        for (int j = 0; j < n; j++) {
          gradient -= hessian[k][j] * values[j];
        }
        double next = values[k] + gradient / (hessian[k][k] + ridge);
        next = Math.min(Math.max(next, -MOST), MOST);
        largest = Math.max(largest, Math.abs(next - values[k]));
        values[k] = next;
      }
      if (largest < 1e-5) {
        break;
      }
    }
    return values;
  }

  /** Mean distance of the landmarks from where they should be; brows, nose, eyes, lips and chin. */
  private double error(double[] values, double[][] wanted) {
    double sum = 0;
    int seen = 0;
    for (int l = 0; l < HeadMesh.LANDMARKS; l++) {
      if (l < BROWS && l != CHIN) {
        continue;
      }
      double square = 0;
      for (int c = 0; c < 3; c++) {
        double d = -wanted[l][c];
        for (int k = 0; k < values.length; k++) {
          d += values[k] * moved(k, l, c);
        }
        square += d * d;
      }
      sum += Math.sqrt(square) / eyes;
      seen++;
    }
    return sum / seen;
  }

  private MorphTarget baked(String name, double[] values) {
    double[] sum = new double[model.vertices().length];
    for (int k = 0; k < values.length; k++) {
      for (int i = 0; values[k] != 0 && i < sum.length; i++) {
        sum[i] += values[k] * model.expressions()[k * sum.length + i];
      }
    }
    int[] vertices = new int[model.vertexCount()];
    float[] deltas = new float[sum.length];
    int count = 0;
    for (int v = 0; v < vertices.length; v++) {
      double most =
          Math.max(
              Math.abs(sum[3 * v]), Math.max(Math.abs(sum[3 * v + 1]), Math.abs(sum[3 * v + 2])));
      if (most > STILL) {
        for (int c = 0; c < 3; c++) {
          deltas[3 * count + c] = (float) sum[3 * v + c];
        }
        vertices[count++] = v;
      }
    }
    return new MorphTarget(name, Arrays.copyOf(vertices, count), Arrays.copyOf(deltas, 3 * count));
  }
}
