package io.visavis.avatar.importer.scan;

import io.visavis.avatar.importer.ImportException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds how a scan lies over a head. From the eyes: they give place, scale and turn but for the
 * nod, which is searched. Else from boxes, every way up that may be, and the best by nearest points
 * in both directions.
 */
final class Aligner {
  /** What is found; the residual in metres is how far the face lies from the head's. */
  record Found(Similarity similarity, double residual) {}

  private static final int COARSE = 300;
  private static final int COARSE_ROUNDS = 10;
  private static final int KEPT = 4;
  private static final int FINE = 3000;
  private static final int FINE_ROUNDS = 40;

  /** Metres about the eyes that a head takes at most. */
  private static final double REACH = 0.3;

  private static final double FULL_TURN = Math.toRadians(180);
  private static final double NOD = Math.toRadians(30);
  private static final double STEP = Math.toRadians(6);
  private static final double LEAST_STEP = Math.toRadians(0.05);

  private final HeadSurface head;
  private final float[] points;
  private final double[] origin;
  private final Box box;

  /**
   * An aligner.
   *
   * @param points [N, 3] the opaque Gaussians, not all in one place
   */
  Aligner(HeadSurface head, float[] points, Box box) {
    this.head = head;
    this.points = points;
    this.box = box;
    this.origin = box.median();
  }

  Found find(Placement placement) {
    Similarity best =
        placement.eyes() == null
            ? byBoxes(placement.up(), placement.facing())
            : byEyes(placement.eyes(), placement.up(), placement.facing());
    Fit fit = new Fit(head, sample(best));
    return new Found(
        new Similarity(
            best.scale(),
            best.rotation(),
            Vector.minus(best.shift(), Vector.minus(best.apply(origin), best.shift()))),
        fit.residual(best));
  }

  private Similarity byBoxes(@Nullable Axis up, @Nullable Axis facing) {
    Fit coarse = new Fit(head, sample(null));
    List<Found> starts = new ArrayList<>();
    for (Axis y : Axis.values()) {
      for (Axis z : Axis.values()) {
        if (y.index() != z.index() && (up == null || up == y) && (facing == null || facing == z)) {
          for (Similarity start : box.over(head.boxes(), y, z)) {
            Similarity near = coarse.improve(start, COARSE, COARSE_ROUNDS, false);
            starts.add(new Found(near, coarse.misfit(near, COARSE)));
          }
        }
      }
    }
    if (starts.isEmpty()) {
      throw new ImportException(
          "What is seen of the scan has hardly any height along the axis that is up; say with --up"
              + " which that is.");
    }
    starts.sort(Comparator.comparingDouble(Found::residual));
    List<Found> ends = new ArrayList<>();
    for (Found start : starts.subList(0, Math.min(KEPT, starts.size()))) {
      Similarity near = coarse.improve(start.similarity(), FINE, FINE_ROUNDS, false);
      ends.add(new Found(near, coarse.misfit(near, FINE)));
    }
    ends.sort(Comparator.comparingDouble(Found::residual));
    Similarity best = ends.getFirst().similarity();
    return new Fit(head, sample(best)).improve(best, FINE, FINE_ROUNDS, true);
  }

  private Similarity byEyes(double[][] seen, @Nullable Axis up, @Nullable Axis facing) {
    double[] left = Vector.minus(seen[0], origin);
    double[] right = Vector.minus(seen[1], origin);
    double[] across = Vector.unit(Vector.minus(left, right));
    double[] top = top(across, up, facing);
    double[][] target = head.pupils();
    double[] own = Vector.minus(target[0], target[1]);
    double scale = Vector.length(own) / Vector.length(Vector.minus(left, right));
    double[] from = Vector.times(Vector.plus(left, right, 1), 0.5);
    double[] to = Vector.times(Vector.plus(target[0], target[1], 1), 0.5);
    double[][] source = frame(across, top);
    double[] goal = Vector.unit(own);
    boolean told = up != null || facing != null;
    Similarity best = null;
    double least = Double.POSITIVE_INFINITY;
    double middle = 0;
    double range = told ? NOD : FULL_TURN;
    Fit fit = new Fit(head, sample(about(source, goal, 0, scale, from, to)));
    for (double step = STEP; step > LEAST_STEP; range = step, step /= 3) {
      double centre = middle;
      for (double nod = centre - range; nod <= centre + range; nod += step) {
        Similarity near = about(source, goal, nod, scale, from, to);
        double misfit = fit.misfit(near, FINE);
        if (misfit < least || best == null) {
          best = near;
          least = misfit;
          middle = nod;
        }
      }
    }
    return best == null ? about(source, goal, 0, scale, from, to) : best;
  }

  /** A direction of the file that is up at least roughly, not along the line of the eyes. */
  private static double[] top(double[] across, @Nullable Axis up, @Nullable Axis facing) {
    if (up != null) {
      return up.direction();
    }
    if (facing != null) {
      return Vector.cross(facing.direction(), across);
    }
    double[] least = new double[3];
    int axis = 0;
    for (int c = 1; c < 3; c++) {
      axis = Math.abs(across[c]) < Math.abs(across[axis]) ? c : axis;
    }
    least[axis] = 1;
    return least;
  }

  /** Left, up and forward, of length 1. */
  private static double[][] frame(double[] left, double[] top) {
    double[] forward = Vector.unit(Vector.cross(left, top));
    return new double[][] {left, Vector.cross(forward, left), forward};
  }

  /** The similarity that takes those eyes to the head's, with that nod. */
  private static Similarity about(
      double[][] source, double[] goal, double nod, double scale, double[] from, double[] to) {
    double[] top = {0, Math.cos(nod), Math.sin(nod)};
    double[][] target = frame(goal, top);
    double[] rotation = new double[9];
    for (int i = 0; i < 9; i++) {
      for (int k = 0; k < 3; k++) {
        rotation[i] += target[k][i / 3] * source[k][i % 3];
      }
    }
    return Similarity.about(from, to, scale, rotation);
  }

  /**
   * Some of the scan, from its median: of all of it, or of what is near the head.
   *
   * @param near how it lies, null for all of it
   */
  private float[] sample(@Nullable Similarity near) {
    int[] kept = new int[points.length / 3];
    int count = 0;
    for (int i = 0; i < kept.length; i++) {
      if (near == null || Vector.length(Vector.minus(near.apply(local(i)), head.eyes())) < REACH) {
        kept[count++] = i;
      }
    }
    int taken = Math.min(count, Fit.SAMPLE);
    float[] out = new float[3 * taken];
    for (int k = 0; k < taken; k++) {
      double[] p = local(kept[(int) ((long) k * count / taken)]);
      for (int c = 0; c < 3; c++) {
        out[3 * k + c] = (float) p[c];
      }
    }
    return out;
  }

  private double[] local(int i) {
    return Vector.minus(Vector.at(points, i), origin);
  }
}
