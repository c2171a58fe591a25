package io.visavis.avatar.rig;

/**
 * The plain way from posed vertices to the affine map of every triangle, in double precision; see
 * {@link Binding} for the formulas. The reference that fast versions are tested against. Owned by
 * one thread; allocates nothing after construction.
 *
 * <p>A triangle without area gives a flat map, never NaN: directions are divided by sqrt(max(x.x,
 * 1e-20)).
 */
public final class TriangleFrames {
  /** Values of one map: the 3x3 matrix A, row-major, the origin o, the scale s. */
  public static final int STRIDE = 13;

  /** Where the origin begins. */
  public static final int ORIGIN = 9;

  /** Where the scale of the covariance is. */
  public static final int SCALE = 12;

  private static final double TINY = 1e-20;

  private final Binding binding;
  private final int[] triangles;
  private final double[] corners = new double[9];
  private final double[] map = new double[STRIDE];

  /**
   * The maps of a mesh.
   *
   * @param triangles [F, 3] vertex indices
   */
  public TriangleFrames(Binding binding, int[] triangles) {
    this.binding = binding;
    this.triangles = triangles;
  }

  /**
   * Computes every map.
   *
   * @param vertices [V, 3] posed vertices
   * @param out [F, 13] A row-major, o (the centroid), s
   */
  public void compute(double[] vertices, double[] out) {
    for (int f = 0; f < triangles.length / 3; f++) {
      for (int i = 0; i < 9; i++) {
        corners[i] = vertices[3 * triangles[3 * f + i / 3] + i % 3];
      }
      map();
      System.arraycopy(map, 0, out, STRIDE * f, STRIDE);
    }
  }

  /**
   * Computes every map, and rounds.
   *
   * @param vertices [V, 3] posed vertices
   * @param out [F, 13] A row-major, o (the centroid), s
   */
  public void compute(float[] vertices, float[] out) {
    for (int f = 0; f < triangles.length / 3; f++) {
      for (int i = 0; i < 9; i++) {
        corners[i] = vertices[3 * triangles[3 * f + i / 3] + i % 3];
      }
      map();
      for (int i = 0; i < STRIDE; i++) {
        out[STRIDE * f + i] = (float) map[i];
      }
    }
  }

  private void map() {
    map[SCALE] = 1;
    switch (binding) {
      case AFFINE -> affine();
      case FRAME -> frame(false);
      case BARYCENTRIC -> frame(true);
    }
    for (int c = 0; c < 3; c++) {
      map[ORIGIN + c] = (corners[c] + corners[3 + c] + corners[6 + c]) / 3;
    }
  }

  private void affine() {
    double ex = corners[3] - corners[0];
    double ey = corners[4] - corners[1];
    double ez = corners[5] - corners[2];
    double fx = corners[6] - corners[0];
    double fy = corners[7] - corners[1];
    double fz = corners[8] - corners[2];
    column(0, ex, ey, ez, 1);
    column(1, fx, fy, fz, 1);
    double nx = ey * fz - ez * fy;
    double ny = ez * fx - ex * fz;
    double nz = ex * fy - ey * fx;
    column(2, nx, ny, nz, unit(nx, ny, nz));
  }

  private void frame(boolean barycentric) {
    double ex = corners[3] - corners[0];
    double ey = corners[4] - corners[1];
    double ez = corners[5] - corners[2];
    double fx = corners[6] - corners[0];
    double fy = corners[7] - corners[1];
    double fz = corners[8] - corners[2];
    double k = unit(ex, ey, ez);
    double ax = k * ex;
    double ay = k * ey;
    double az = k * ez;
    double bx = ay * fz - az * fy;
    double by = az * fx - ax * fz;
    double bz = ax * fy - ay * fx;
    k = unit(bx, by, bz);
    bx *= k;
    by *= k;
    bz *= k;
    // Of unit length already, as a and b are; without area it is zero, not rounding noise.
    double cx = -(by * az - bz * ay);
    double cy = -(bz * ax - bx * az);
    double cz = -(bx * ay - by * ax);
    double base = Math.sqrt(ex * ex + ey * ey + ez * ez);
    double height = Math.abs(cx * fx + cy * fy + cz * fz);
    double scale = barycentric ? 1 : (base + height) / 2;
    column(0, ax, ay, az, scale);
    column(1, bx, by, bz, scale);
    column(2, cx, cy, cz, scale);
    if (barycentric) {
      map[SCALE] =
          (base + Math.sqrt(fx * fx + fy * fy + fz * fz) + length(fx - ex, fy - ey, fz - ez)) / 3;
    }
  }

  private static double length(double x, double y, double z) {
    return Math.sqrt(x * x + y * y + z * z);
  }

  private void column(int c, double x, double y, double z, double factor) {
    map[c] = factor * x;
    map[3 + c] = factor * y;
    map[6 + c] = factor * z;
  }

  private static double unit(double x, double y, double z) {
    return 1 / Math.sqrt(Math.max(x * x + y * y + z * z, TINY));
  }
}
