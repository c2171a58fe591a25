package io.visavis.inference.corrective.distil;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.linear.MatrixUtils;

/**
 * The k directions in which the rows of a matrix have most of their energy, by the eigenvectors of
 * their Gram matrix (the method of snapshots, Sirovich 1987): no other k leave less of it.
 *
 * @param directions [k][width] orthonormal, the strongest first
 * @param energies [k] mean square of the rows along each
 */
record RankFit(float[][] directions, double[] energies) {
  /** Directions with less of the energy are rounding. */
  private static final double LEAST = 1e-8;

  /** Rows in memory at a time: two blocks of this many values. */
  private static final int BLOCK = 8 << 20;

  private static final int MOST_ROWS = 64;

  /** Products that are summed in single precision. */
  private static final int RUN = 256;

  /**
   * Fits rows of a matrix.
   *
   * @param rows which
   * @param rank most directions; fewer are given where no more are needed
   */
  static RankFit of(Snapshots matrix, int[] rows, int rank) throws IOException {
    Spectrum spectrum = Spectrum.of(MatrixUtils.createRealMatrix(gram(matrix, rows)));
    double[] values = spectrum.values();
    double total = 0;
    for (double value : values) {
      total += Math.max(value, 0);
    }
    int k = 0;
    while (k < Math.min(rank, values.length) && values[k] > LEAST * total) {
      k++;
    }
    float[][] directions = new float[k][matrix.width()];
    float[] row = new float[matrix.width()];
    for (int s = 0; s < rows.length; s++) {
      matrix.read(rows[s], row);
      for (int j = 0; j < k; j++) {
        add(spectrum.vectors().getEntry(s, j) / Math.sqrt(values[j]), row, directions[j]);
      }
    }
    List<float[]> kept = new ArrayList<>();
    List<Double> energies = new ArrayList<>();
    for (int j = 0; j < k; j++) {
      if (orthonormal(directions[j], kept)) {
        kept.add(directions[j]);
        energies.add(values[j] / rows.length);
      }
    }
    return new RankFit(
        kept.toArray(float[][]::new), energies.stream().mapToDouble(e -> e).toArray());
  }

  /** Makes it orthonormal to those before; false where nothing but rounding is left of it. */
  private static boolean orthonormal(float[] direction, List<float[]> before) {
    for (float[] other : before) {
      add(-dot(direction, other), other, direction);
    }
    double length = Math.sqrt(dot(direction, direction));
    if (!(length > 0.5)) {
      return false;
    }
    for (int c = 0; c < direction.length; c++) {
      direction[c] = (float) (direction[c] / length);
    }
    return true;
  }

  /** to += factor row. */
  static void add(double factor, float[] row, float[] to) {
    float f = (float) factor;
    for (int c = 0; c < to.length; c++) {
      to[c] += f * row[c];
    }
  }

  /** Number of directions. */
  int size() {
    return directions.length;
  }

  /** Coefficients [k] of the point in the fitted space that is nearest to a row. */
  double[] project(float[] row) {
    double[] out = new double[size()];
    for (int j = 0; j < out.length; j++) {
      out[j] = dot(row, directions[j]);
    }
    return out;
  }

  /** [n][n] products of all pairs of rows, a block of rows against another at a time. */
  private static double[][] gram(Snapshots matrix, int[] rows) throws IOException {
    int block = Math.clamp(BLOCK / matrix.width(), 1, MOST_ROWS);
    float[][] left = new float[block][matrix.width()];
    float[][] right = new float[block][matrix.width()];
    double[][] gram = new double[rows.length][rows.length];
    for (int a = 0; a < rows.length; a += block) {
      int lefts = read(matrix, rows, a, left);
      for (int b = 0; b <= a; b += block) {
        int rights = read(matrix, rows, b, right);
        for (int i = 0; i < lefts; i++) {
          for (int j = 0; j < rights; j++) {
            double product = dot(left[i], right[j]);
            gram[a + i][b + j] = product;
            gram[b + j][a + i] = product;
          }
        }
      }
    }
    return gram;
  }

  private static int read(Snapshots matrix, int[] rows, int from, float[][] out)
      throws IOException {
    int n = Math.min(out.length, rows.length - from);
    for (int i = 0; i < n; i++) {
      matrix.read(rows[from + i], out[i]);
    }
    return n;
  }

  /** In single precision over short runs on four chains, in double over all. */
  private static double dot(float[] a, float[] b) {
    double sum = 0;
    int c = 0;
    while (c + 4 <= a.length) {
      float s0 = 0;
      float s1 = 0;
      float s2 = 0;
      float s3 = 0;
      int end = Math.min(c + RUN, a.length & ~3);
      for (; c < end; c += 4) {
        s0 = Math.fma(a[c], b[c], s0);
        s1 = Math.fma(a[c + 1], b[c + 1], s1);
        s2 = Math.fma(a[c + 2], b[c + 2], s2);
        s3 = Math.fma(a[c + 3], b[c + 3], s3);
      }
      sum += (double) s0 + s1 + s2 + s3;
    }
    for (; c < a.length; c++) {
      sum += (double) a[c] * b[c];
    }
    return sum;
  }
}
