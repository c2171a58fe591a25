package io.visavis.avatar.rig;

import io.visavis.avatar.motion.MotionSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A small model of FLAME's shape with random values, and its pose by plain 4x4 matrices in double
 * precision, as Li et al. (2017) and SMPL (Loper et al. 2015, eq. 2 to 10) write it down.
 */
final class Flame {
  static final int VERTICES = 20;
  private static final int[] PARENTS = {-1, 0, 1, 1, 1};

  private final float[] template;
  private final float[][] expressions;
  private final float[][][] posedirs = new float[VERTICES][3][36];
  private final double[][] regressor = new double[5][VERTICES];
  private final float[] weights = new float[5 * VERTICES];

  Flame(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    template = floats(random, 3 * VERTICES, 0.2);
    expressions = new float[50][];
    for (int k = 0; k < 50; k++) {
      expressions[k] = floats(random, 3 * VERTICES, 0.01);
    }
    for (float[][] vertex : posedirs) {
      for (int c = 0; c < 3; c++) {
        vertex[c] = floats(random, 36, 0.01);
      }
    }
    for (int j = 0; j < 5; j++) {
      for (int n = 0; n < 4; n++) {
        regressor[j][random.nextInt(VERTICES)] += 0.25;
      }
    }
    for (int v = 0; v < VERTICES; v++) {
      int a = random.nextInt(5);
      int b = random.nextInt(5);
      weights[5 * v + a] += 0.625f;
      weights[5 * v + b] += 0.375f;
    }
  }

  /** The same as a mesh of ours. */
  HeadMesh mesh() {
    int[] all = IntStream.range(0, VERTICES).toArray();
    List<MorphTarget> morphs = new ArrayList<>();
    for (int k = 0; k < 50; k++) {
      morphs.add(new MorphTarget("expression" + k, all, expressions[k], joints(expressions[k])));
    }
    float[] correctives = new float[36 * 3 * VERTICES];
    for (int p = 0; p < 36; p++) {
      for (int i = 0; i < 3 * VERTICES; i++) {
        correctives[p * 3 * VERTICES + i] = posedirs[i / 3][i % 3][p];
      }
    }
    return new HeadMesh(
        template, new int[] {0, 1, 2}, morphs, joints(template), weights, correctives);
  }

  private float[] joints(float[] vertices) {
    double[] wide = new double[vertices.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = vertices[i];
    }
    double[][] j = regress(wide);
    float[] out = new float[15];
    for (int i = 0; i < 15; i++) {
      out[i] = (float) j[i / 3][i % 3];
    }
    return out;
  }

  private double[][] regress(double[] vertices) {
    double[][] j = new double[5][3];
    for (int k = 0; k < 5; k++) {
      for (int i = 0; i < vertices.length; i++) {
        j[k][i % 3] += regressor[k][i / 3] * vertices[i];
      }
    }
    return j;
  }

  /** [V, 3] posed vertices of a frame in the space flame. */
  double[] pose(float[] motion) {
    double[] shaped = new double[3 * VERTICES];
    for (int i = 0; i < shaped.length; i++) {
      shaped[i] = template[i];
      for (int k = 0; k < 50; k++) {
        shaped[i] += (double) motion[k] * expressions[k][i];
      }
    }
    double[][] j = regress(shaped);
    int jaw = MotionSpace.FLAME.names().indexOf("jawX");
    int neck = MotionSpace.FLAME.names().indexOf("neckX");
    double[][] axes = {
      {0, 0, 0},
      {motion[neck], motion[neck + 1], motion[neck + 2]},
      {motion[jaw], motion[jaw + 1], motion[jaw + 2]},
      {0, 0, 0},
      {0, 0, 0}
    };
    double[] feature = new double[36];
    double[][][] world = new double[5][][];
    for (int k = 0; k < 5; k++) {
      double[][] r = rodrigues(axes[k]);
      for (int i = 0; i < 9 && k > 0; i++) {
        feature[9 * (k - 1) + i] = r[i / 3][i % 3] - (i / 3 == i % 3 ? 1 : 0);
      }
      double[] from = PARENTS[k] < 0 ? new double[3] : j[PARENTS[k]];
      double[][] local = new double[4][4];
      for (int row = 0; row < 3; row++) {
        System.arraycopy(r[row], 0, local[row], 0, 3);
        local[row][3] = j[k][row] - from[row];
      }
      local[3][3] = 1;
      world[k] = PARENTS[k] < 0 ? local : product(world[PARENTS[k]], local);
    }
    double[] out = new double[3 * VERTICES];
    for (int v = 0; v < VERTICES; v++) {
      double[] p = {shaped[3 * v], shaped[3 * v + 1], shaped[3 * v + 2], 1};
      for (int c = 0; c < 3; c++) {
        for (int f = 0; f < 36; f++) {
          p[c] += feature[f] * posedirs[v][c][f];
        }
      }
      for (int k = 0; k < 5; k++) {
        // What the joint does to the rest pose: its matrix after its own rest position is undone.
        double[] own = {p[0] - j[k][0], p[1] - j[k][1], p[2] - j[k][2], 1};
        for (int row = 0; row < 3; row++) {
          for (int c = 0; c < 4; c++) {
            out[3 * v + row] += weights[5 * v + k] * world[k][row][c] * own[c];
          }
        }
      }
    }
    return out;
  }

  /** I + sin(a) K + (1 - cos(a)) K K of the unit axis. */
  static double[][] rodrigues(double... w) {
    double a = Math.sqrt(w[0] * w[0] + w[1] * w[1] + w[2] * w[2]);
    double[][] r = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    if (a == 0) {
      return r;
    }
    double[][] k = {{0, -w[2] / a, w[1] / a}, {w[2] / a, 0, -w[0] / a}, {-w[1] / a, w[0] / a, 0}};
    double[][] kk = product(k, k);
    for (int i = 0; i < 9; i++) {
      r[i / 3][i % 3] += Math.sin(a) * k[i / 3][i % 3] + (1 - Math.cos(a)) * kk[i / 3][i % 3];
    }
    return r;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] out = new double[a.length][b[0].length];
    for (int r = 0; r < a.length; r++) {
      for (int c = 0; c < b[0].length; c++) {
        for (int k = 0; k < b.length; k++) {
          out[r][c] += a[r][k] * b[k][c];
        }
      }
    }
    return out;
  }

  static float[] floats(SplittableRandom random, int n, double size) {
    float[] out = new float[n];
    for (int i = 0; i < n; i++) {
      out[i] = (float) random.nextDouble(-size, size);
    }
    return out;
  }
}
