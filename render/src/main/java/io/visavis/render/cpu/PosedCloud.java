package io.visavis.render.cpu;

import io.visavis.avatar.rig.Binding;

/**
 * The Gaussians of one posed head in the world: mean = A mu + o + d and factor = s A M, with A, s
 * and o the map of the Gaussian's triangle. Scratch of one back end instance; grows with the
 * largest cloud seen, then allocates nothing.
 */
public final class PosedCloud {
  /** Below this squared length a direction is no direction; keeps flat triangles finite. */
  public static final float TINY = 1e-20f;

  private final float[][] mean = new float[3][0];
  private final float[][] factor = new float[9][0];
  private final float[] map = new float[9];

  /** What the map scales covariances by besides. */
  private float scale;

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
  public void pose(CloudArrays cloud, CorrectedCloud corrected, PosedMesh mesh) {
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
      for (int r = 0; r < 3; r++) {
        float[] p = mesh.position()[r];
        mean[r][i] = local(corrected, r, i) + origin(cloud, i, p[a], p[b], p[c]);
      }
      factor(corrected, i);
    }
  }

  private float local(CorrectedCloud cloud, int r, int i) {
    float world =
        map[3 * r] * cloud.mean()[0][i]
            + map[3 * r + 1] * cloud.mean()[1][i]
            + map[3 * r + 2] * cloud.mean()[2][i];
    return cloud.offset().length == 0 ? world : world + cloud.offset()[r][i];
  }

  /** One coordinate of the origin from that of the three corners. */
  private static float origin(CloudArrays cloud, int i, float a, float b, float c) {
    float[][] eta = cloud.origin();
    return eta.length == 0 ? (a + b + c) / 3 : eta[0][i] * a + eta[1][i] * b + eta[2][i] * c;
  }

  private void factor(CorrectedCloud cloud, int i) {
    for (int c = 0; c < 3; c++) {
      float m0 = scale * cloud.factor()[c][i];
      float m1 = scale * cloud.factor()[3 + c][i];
      float m2 = scale * cloud.factor()[6 + c][i];
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
    scale = 1;
    switch (binding) {
      case AFFINE -> {
        column(0, ex, ey, ez, 1);
        column(1, fx, fy, fz, 1);
        column(2, nx, ny, nz, 1);
      }
      case FRAME, BARYCENTRIC -> {
        float e = unit(ex, ey, ez);
        float base = length(ex, ey, ez);
        float ax = e * ex;
        float ay = e * ey;
        float az = e * ez;
        float cx = ay * nz - az * ny;
        float cy = az * nx - ax * nz;
        float cz = ax * ny - ay * nx;
        float k = 1;
        if (binding == Binding.FRAME) {
          k = 0.5f * (base + Math.abs(cx * fx + cy * fy + cz * fz));
        } else {
          scale = (base + length(fx, fy, fz) + length(fx - ex, fy - ey, fz - ez)) / 3;
        }
        column(0, ax, ay, az, k);
        column(1, nx, ny, nz, k);
        column(2, cx, cy, cz, k);
      }
    }
  }

  private void column(int c, float x, float y, float z, float factor) {
    map[c] = factor * x;
    map[3 + c] = factor * y;
    map[6 + c] = factor * z;
  }

  private static float length(float x, float y, float z) {
    return (float) Math.sqrt(x * x + y * y + z * z);
  }

  private static float unit(float x, float y, float z) {
    return 1 / (float) Math.sqrt(Math.max(x * x + y * y + z * z, TINY));
  }
}
