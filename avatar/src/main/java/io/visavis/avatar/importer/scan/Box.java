package io.visavis.avatar.importer.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The box that holds nearly all of some points, and their middles.
 *
 * @param least [3]
 * @param median [3]
 * @param most [3]
 */
record Box(double[] least, double[] median, double[] most) {
  /** Of what is not scattered, the points left out on either side. */
  private static final double OUTSIDE = 0.02;

  /** Points that are so many middle distances from the middle are scattered. */
  private static final double SCATTERED = 5;

  private static final int ROUNDS = 6;

  /** Points that are enough to say. */
  private static final int ENOUGH = 100_000;

  /** Of points [N, 3], at least one. */
  static Box of(float[] points) {
    int size = points.length / 3;
    float[][] axes = new float[3][Math.min(size, ENOUGH)];
    for (int i = 0; i < axes[0].length; i++) {
      int from = 3 * (int) ((long) i * size / axes[0].length);
      for (int c = 0; c < 3; c++) {
        axes[c][i] = points[from + c];
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      axes = gathered(axes);
    }
    Box box = new Box(new double[3], new double[3], new double[3]);
    for (int c = 0; c < 3; c++) {
      Arrays.sort(axes[c]);
      int out = (int) (OUTSIDE * axes[c].length);
      box.least[c] = axes[c][out];
      box.median[c] = axes[c][axes[c].length / 2];
      box.most[c] = axes[c][axes[c].length - 1 - out];
    }
    return box;
  }

  /** The points that are not scattered. */
  private static float[][] gathered(float[][] axes) {
    int n = axes[0].length;
    float[] median = new float[3];
    double spread = 0;
    for (int c = 0; c < 3; c++) {
      float[] sorted = axes[c].clone();
      Arrays.sort(sorted);
      median[c] = sorted[n / 2];
      for (int i = 0; i < n; i++) {
        sorted[i] = Math.abs(axes[c][i] - median[c]);
      }
      Arrays.sort(sorted);
      spread = Math.max(spread, sorted[n / 2]);
    }
    float[][] out = new float[3][n];
    int count = 0;
    for (int i = 0; i < n; i++) {
      double far = 0;
      for (int c = 0; c < 3; c++) {
        out[c][count] = axes[c][i];
        far = Math.max(far, Math.abs((double) axes[c][i] - median[c]));
      }
      count += far <= SCATTERED * spread ? 1 : 0;
    }
    for (int c = 0; c < 3; c++) {
      out[c] = Arrays.copyOf(out[c], count);
    }
    // Two heaps of points in one place each have none in the middle.
    return count == 0 ? axes : out;
  }

  /** The longest side. */
  double size() {
    double size = 0;
    for (int c = 0; c < 3; c++) {
      size = Math.max(size, most[c] - least[c]);
    }
    return size;
  }

  /**
   * How points from the median lie over other boxes, if that axis is up and the face looks along
   * the other: as high as they are, middle over middle.
   */
  List<Similarity> over(List<Box> others, Axis up, Axis facing) {
    double[][] rows = {
      Vector.cross(up.direction(), facing.direction()), up.direction(), facing.direction()
    };
    double[] rotation = new double[9];
    for (int i = 0; i < 9; i++) {
      rotation[i] = rows[i / 3][i % 3];
    }
    double height = most[up.index()] - least[up.index()];
    List<Similarity> out = new ArrayList<>();
    for (Box other : others) {
      // A flat scan is not taken for a face that lies down.
      if (height > 0.05 * size()) {
        double[] middle = new double[3];
        middle[up.index()] = (most[up.index()] + least[up.index()]) / 2 - median[up.index()];
        double[] to = other.median.clone();
        to[1] = (other.least[1] + other.most[1]) / 2;
        out.add(Similarity.about(middle, to, (other.most[1] - other.least[1]) / height, rotation));
      }
    }
    return out;
  }
}
