package io.visavis.avatar.importer;

import io.visavis.avatar.Harmonics;
import io.visavis.avatar.glb.Limits;
import io.visavis.avatar.ply.PlyException;
import io.visavis.avatar.ply.PlyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The Gaussians of a {@code point_cloud.ply} as the reference of 3D Gaussian splatting writes it,
 * activated: opacity by the sigmoid, scale by exp, colour = 0.5 + C0 f_dc. What is read is in its
 * own space: the world, or that of a triangle.
 */
public final class SplatPly {
  /** Y_0, the harmonic of degree 0. */
  private static final double C0 = 0.28209479177387814;

  private static final double TINY = 1e-12;

  private final Path file;
  private final PlyFile ply;

  /**
   * Reads a file.
   *
   * @throws ImportException with one sentence if it cannot be used
   */
  public SplatPly(Path file) throws IOException {
    this(file, read(file));
  }

  /**
   * The Gaussians of a file that is read already.
   *
   * @param file what messages call it
   * @throws ImportException with one sentence if it has none
   */
  public SplatPly(Path file, PlyFile ply) {
    this.file = file;
    this.ply = ply;
    if (ply.vertices() == 0) {
      throw new ImportException(file + " has no Gaussians.");
    }
  }

  private static PlyFile read(Path file) throws IOException {
    try {
      return PlyFile.read(file, Limits.GAUSSIANS);
    } catch (PlyException e) {
      throw new ImportException(e);
    }
  }

  /** Number of Gaussians. */
  public int size() {
    return ply.vertices();
  }

  public boolean has(String property) {
    return ply.has(property);
  }

  /** [3][N] positions. */
  public float[][] mean() {
    return new float[][] {column("x"), column("y"), column("z")};
  }

  /** [9][N] row-major M = R diag(s), covariance = M M^T. */
  public float[][] factor() {
    float[][] scale = columns("scale_", 0, 3);
    float[][] rotation = columns("rot_", 0, 4);
    float[][] out = new float[9][size()];
    for (int i = 0; i < size(); i++) {
      double[] r = rotation(rotation, i);
      for (int k = 0; k < 9; k++) {
        out[k][i] = (float) (r[k] * Math.exp(scale[k % 3][i]));
        if (!(Math.abs(out[k][i]) <= Limits.VALUE)) {
          throw new ImportException(
              "Gaussian %d of %s is as large as exp(%s); its scale is no logarithm of a length."
                  .formatted(i, file, scale[k % 3][i]));
        }
      }
    }
    return out;
  }

  /** [N] 0..1. */
  public float[] opacity() {
    float[] out = column("opacity");
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (1 / (1 + Math.exp(-out[i])));
    }
    return out;
  }

  /** [3][N] display sRGB, within 0..1 where there are no harmonics. */
  public float[][] colour() {
    float[][] out = columns("f_dc_", 0, 3);
    boolean bounded = degree() == 0;
    for (float[] plane : out) {
      for (int i = 0; i < plane.length; i++) {
        double value = 0.5 + C0 * plane[i];
        plane[i] = (float) (bounded ? Math.min(Math.max(value, 0), 1) : value);
      }
    }
    return out;
  }

  /** What of the colour depends on the view, in the world. */
  public Harmonics harmonics() {
    int degree = degree();
    if (degree == 0) {
      return Harmonics.NONE;
    }
    return new Harmonics(
        degree, false, columns("f_rest_", 0, 3 * ((degree + 1) * (degree + 1) - 1)));
  }

  private int degree() {
    int rest = (int) ply.properties().stream().filter(p -> p.startsWith("f_rest_")).count();
    for (int degree = 0; degree <= Harmonics.MAX_DEGREE; degree++) {
      if (rest == 3 * ((degree + 1) * (degree + 1) - 1)) {
        return degree;
      }
    }
    throw new ImportException(
        "%s has %d f_rest properties; 0, 9, 24 or 45 are those of harmonics of degree 0 to 3."
            .formatted(file, rest));
  }

  /** A column of finite numbers. */
  public float[] column(String property) {
    float[] out;
    try {
      out = ply.column(property).clone();
    } catch (PlyException e) {
      throw new ImportException(e);
    }
    for (int i = 0; i < out.length; i++) {
      if (!(Math.abs(out[i]) <= Float.MAX_VALUE)) {
        throw new ImportException(
            "Gaussian %d of %s has %s = %s; remove it, or train again."
                .formatted(i, file, property, out[i]));
      }
    }
    return out;
  }

  private float[][] columns(String prefix, int from, int count) {
    float[][] out = new float[count][];
    Arrays.setAll(out, k -> column(prefix + (from + k)));
    return out;
  }

  /** [9] the rotation of the normalised quaternion (w, x, y, z); none at all for a zero one. */
  private static double[] rotation(float[][] q, int i) {
    double w = q[0][i];
    double x = q[1][i];
    double y = q[2][i];
    double z = q[3][i];
    double norm = Math.sqrt(w * w + x * x + y * y + z * z);
    if (!(norm > TINY)) {
      return new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1};
    }
    w /= norm;
    x /= norm;
    y /= norm;
    z /= norm;
    return new double[] {
      1 - 2 * (y * y + z * z),
      2 * (x * y - w * z),
      2 * (x * z + w * y),
      2 * (x * y + w * z),
      1 - 2 * (x * x + z * z),
      2 * (y * z - w * x),
      2 * (x * z - w * y),
      2 * (y * z + w * x),
      1 - 2 * (x * x + y * y)
    };
  }
}
