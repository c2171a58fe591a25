package io.visavis.render.cpu;

import io.visavis.avatar.rig.Binding;

/**
 * The Gaussians of one posed head in the world: mean = A mu + o and factor = A M, with A and o the
 * map of the Gaussian's triangle. Scratch of one back end instance; grows with the largest cloud
 * seen, then allocates nothing.
 */
public final class PosedCloud {
  /** Below this squared length a direction is no direction; keeps flat triangles finite. */
  public static final float TINY = 1e-20f;

  private final float[][] mean = new float[3][0];
  private final float[][] factor = new float[9][0];
  private final float[] map = new float[9];

  /** [3][N padded] world means, metres. */
  public float[][] mean() {
    return mean;
  }

  /** [9][N padded] world factors, row-major; covariance = M M^T. */
  public float[][] factor() {
    return factor;
  }

  /** Makes room for a cloud. */
  public void grow(CloudArrays cloud) {
    int n = RigArrays.padded(cloud.size());
    for (int c = 0; c < 3; c++) {
      mean[c] = RigArrays.grown(mean[c], n);
    }
    for (int c = 0; c < 9; c++) {
      factor[c] = RigArrays.grown(factor[c], n);
    }
  }

  /** Poses every Gaussian in plain Java. */
  public void pose(CloudArrays cloud, PosedMesh mesh) {
    grow(cloud);
    float[] x = mesh.position()[0];
    float[] y = mesh.position()[1];
    float[] z = mesh.position()[2];
    for (int i = 0; i < cloud.size(); i++) {
      int a = cloud.corner()[0][i];
      int b = cloud.corner()[1][i];
      int c = cloud.corner()[2][i];
      map(
          cloud.binding(),
          x[b] - x[a],
          y[b] - y[a],
          z[b] - z[a],
          x[c] - x[a],
          y[c] - y[a],
          z[c] - z[a]);
      place(cloud, i, (x[a] + x[b] + x[c]) / 3, (y[a] + y[b] + y[c]) / 3, (z[a] + z[b] + z[c]) / 3);
    }
  }

  private void place(CloudArrays cloud, int i, float ox, float oy, float oz) {
    float u = cloud.mean()[0][i];
    float v = cloud.mean()[1][i];
    float w = cloud.mean()[2][i];
    mean[0][i] = map[0] * u + map[1] * v + map[2] * w + ox;
    mean[1][i] = map[3] * u + map[4] * v + map[5] * w + oy;
    mean[2][i] = map[6] * u + map[7] * v + map[8] * w + oz;
    for (int c = 0; c < 3; c++) {
      float m0 = cloud.factor()[c][i];
      float m1 = cloud.factor()[3 + c][i];
      float m2 = cloud.factor()[6 + c][i];
      for (int r = 0; r < 3; r++) {
        factor[3 * r + c][i] = map[3 * r] * m0 + map[3 * r + 1] * m1 + map[3 * r + 2] * m2;
      }
    }
  }

  /** The map of a triangle from its edges e = v1 - v0 and f = v2 - v0; see {@link Binding}. */
  private void map(Binding binding, float ex, float ey, float ez, float fx, float fy, float fz) {
    float nx = ey * fz - ez * fy;
    float ny = ez * fx - ex * fz;
    float nz = ex * fy - ey * fx;
    float n = unit(nx, ny, nz);
    nx *= n;
    ny *= n;
    nz *= n;
    switch (binding) {
      case AFFINE -> {
        column(0, ex, ey, ez, 1);
        column(1, fx, fy, fz, 1);
        column(2, nx, ny, nz, 1);
      }
      case FRAME, BARYCENTRIC -> {
        float e = unit(ex, ey, ez);
        float base = (float) Math.sqrt(ex * ex + ey * ey + ez * ez);
        float ax = e * ex;
        float ay = e * ey;
        float az = e * ez;
        float cx = ay * nz - az * ny;
        float cy = az * nx - ax * nz;
        float cz = ax * ny - ay * nx;
        float scale = 0.5f * (base + Math.abs(cx * fx + cy * fy + cz * fz));
        column(0, ax, ay, az, scale);
        column(1, nx, ny, nz, scale);
        column(2, cx, cy, cz, scale);
      }
    }
  }

  private void column(int c, float x, float y, float z, float factor) {
    map[c] = factor * x;
    map[3 + c] = factor * y;
    map[6 + c] = factor * z;
  }

  private static float unit(float x, float y, float z) {
    return 1 / (float) Math.sqrt(Math.max(x * x + y * y + z * z, TINY));
  }
}
