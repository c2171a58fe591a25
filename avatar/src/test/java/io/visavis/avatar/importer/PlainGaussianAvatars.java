package io.visavis.avatar.importer;

import io.visavis.avatar.flame.FlameModel;
import io.visavis.avatar.motion.MotionSpace;

/**
 * GaussianAvatars' formulas once more, straight down in double precision from the arrays of a FLAME
 * model with teeth: shape, joints, pose correctives, skinning with 4x4 matrices, triangle frames.
 */
final class PlainGaussianAvatars {
  private static final int[] PARENTS = {-1, 0, 1, 1, 1};

  private final FlameModel model;
  private final float[] identity;
  private final float[] offset;

  PlainGaussianAvatars(FlameModel model, float[] identity, float[] offset) {
    this.model = model;
    this.identity = identity;
    this.offset = offset;
  }

  /** [V][3] the head in that pose. */
  double[][] vertices(float[] motion) {
    int n = model.vertexCount();
    int all = model.shapeCount();
    double[][] shaped = new double[n][3];
    for (int v = 0; v < n; v++) {
      for (int c = 0; c < 3; c++) {
        int at = 3 * v + c;
        shaped[v][c] = model.template()[at] + offset[at];
        for (int k = 0; k < 300; k++) {
          shaped[v][c] += (double) identity[k] * model.shapes()[at * all + k];
        }
        for (int k = 0; k < 50; k++) {
          shaped[v][c] += (double) motion[k] * model.shapes()[at * all + 300 + k];
        }
      }
    }
    double[][] joints = new double[5][3];
    for (int j = 0; j < 5; j++) {
      for (int v = 0; v < n; v++) {
        for (int c = 0; c < 3; c++) {
          joints[j][c] += model.regressor()[j * n + v] * shaped[v][c];
        }
      }
    }
    int jaw = MotionSpace.FLAME.names().indexOf("jawX");
    int neck = MotionSpace.FLAME.names().indexOf("neckX");
    double[][][] turns = {
      rodrigues(0, 0, 0),
      rodrigues(motion[neck], motion[neck + 1], motion[neck + 2]),
      rodrigues(motion[jaw], motion[jaw + 1], motion[jaw + 2]),
      rodrigues(0, 0, 0),
      rodrigues(0, 0, 0)
    };
    double[][][] world = new double[5][][];
    for (int j = 0; j < 5; j++) {
      double[][] local = new double[4][4];
      for (int r = 0; r < 3; r++) {
        System.arraycopy(turns[j][r], 0, local[r], 0, 3);
        local[r][3] = joints[j][r] - (j == 0 ? 0 : joints[PARENTS[j]][r]);
      }
      local[3][3] = 1;
      world[j] = j == 0 ? local : product(world[PARENTS[j]], local);
    }
    double[][] out = new double[n][3];
    for (int v = 0; v < n; v++) {
      double[] p = shaped[v].clone();
      for (int c = 0; c < 3; c++) {
        for (int f = 0; f < 36; f++) {
          double one = f % 9 % 4 == 0 ? 1 : 0;
          double feature = turns[1 + f / 9][f % 9 / 3][f % 3] - one;
          p[c] += feature * model.poses()[(3 * v + c) * 36 + f];
        }
      }
      for (int j = 0; j < 5; j++) {
        for (int r = 0; r < 3; r++) {
          double moved = world[j][r][3];
          for (int c = 0; c < 3; c++) {
            moved += world[j][r][c] * (p[c] - joints[j][c]);
          }
          out[v][r] += model.weights()[5 * v + j] * moved;
        }
      }
    }
    return out;
  }

  /** A triangle's frame: columns of R, the scale, the centre. */
  record Frame(double[][] rotation, double scale, double[] centre) {}

  /** The frame of triangle f. */
  Frame frame(double[][] vertices, int f) {
    double[] a = vertices[model.triangles()[3 * f]];
    double[] b = vertices[model.triangles()[3 * f + 1]];
    double[] c = vertices[model.triangles()[3 * f + 2]];
    double[] ab = minus(b, a);
    double[] ac = minus(c, a);
    double[] a0 = unit(ab);
    double[] a1 = unit(cross(a0, ac));
    double[] a2 = unit(cross(a1, a0));
    double[][] r = new double[3][3];
    double[] centre = new double[3];
    double height = 0;
    for (int i = 0; i < 3; i++) {
      r[i][0] = a0[i];
      r[i][1] = a1[i];
      r[i][2] = -a2[i];
      centre[i] = (a[i] + b[i] + c[i]) / 3;
      height += -a2[i] * ac[i];
    }
    double base = Math.sqrt(ab[0] * ab[0] + ab[1] * ab[1] + ab[2] * ab[2]);
    return new Frame(r, (base + Math.abs(height)) / 2, centre);
  }

  static double[][] product(double[][] a, double[][] b) {
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

  private static double[][] rodrigues(double x, double y, double z) {
    double angle = Math.sqrt(x * x + y * y + z * z);
    double[][] r = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    if (angle == 0) {
      return r;
    }
    double[][] k = {
      {0, -z / angle, y / angle}, {z / angle, 0, -x / angle}, {-y / angle, x / angle, 0}
    };
    double[][] kk = product(k, k);
    for (int i = 0; i < 9; i++) {
      r[i / 3][i % 3] +=
          Math.sin(angle) * k[i / 3][i % 3] + (1 - Math.cos(angle)) * kk[i / 3][i % 3];
    }
    return r;
  }

  private static double[] minus(double[] a, double[] b) {
    return new double[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  private static double[] unit(double[] a) {
    double norm = Math.sqrt(Math.max(a[0] * a[0] + a[1] * a[1] + a[2] * a[2], 1e-20));
    return new double[] {a[0] / norm, a[1] / norm, a[2] / norm};
  }
}
