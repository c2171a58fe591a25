package io.visavis.avatar.importer.scan;

import io.visavis.avatar.rig.Binding;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.TriangleFrames;
import java.util.Arrays;

/** Binds Gaussians that lie over a head to its nearest triangles. */
final class Riders {
  /** Metres from the mesh, and of size; beyond is background. */
  static final double FAR = 0.25;

  /** What no picture shows. */
  private static final float UNSEEN = 1f / 255;

  private final HeadSurface head;
  private final Nearest nearest;
  private final double[] maps;

  /** [K] Gaussians of the file. */
  private int[] kept = new int[0];

  private int[] parent = new int[0];
  private int unseen;
  private int far;

  Riders(HeadMesh mesh, HeadSurface head) {
    this.head = head;
    this.nearest = new Nearest(head.tree());
    double[] vertices = new double[mesh.vertices().length];
    Arrays.setAll(vertices, i -> mesh.vertices()[i]);
    maps = new double[TriangleFrames.STRIDE * mesh.triangleCount()];
    new TriangleFrames(Binding.AFFINE, mesh.triangles()).compute(vertices, maps);
  }

  /** The Gaussians that are kept, by their numbers in the file. */
  int[] kept() {
    return kept;
  }

  /** [K] the triangles that carry them. */
  int[] parent() {
    return parent;
  }

  /** How many could not be seen. */
  int unseen() {
    return unseen;
  }

  /** How many are background. */
  int far() {
    return far;
  }

  /**
   * Binds.
   *
   * @param mean [3][N] of the file; becomes local, of those that are kept
   * @param factor [9][N] as well
   */
  void bind(Similarity similarity, float[][] mean, float[][] factor, float[] opacity) {
    int n = opacity.length;
    kept = new int[n];
    parent = new int[n];
    int count = 0;
    double[] turned = new double[9];
    for (int i = 0; i < n; i++) {
      if (opacity[i] < UNSEEN) {
        unseen++;
        continue;
      }
      double size = turn(similarity, factor, i, turned);
      double[] at = similarity.apply(new double[] {mean[0][i], mean[1][i], mean[2][i]});
      int triangle = size < FAR ? nearest.find(at, FAR) : -1;
      if (triangle < 0) {
        far++;
        continue;
      }
      kept[count] = i;
      parent[count] = head.carrier(triangle);
      store(at, turned, parent[count], mean, factor, count);
      count++;
    }
    kept = Arrays.copyOf(kept, count);
    parent = Arrays.copyOf(parent, count);
    cut(mean, count);
    cut(factor, count);
  }

  private static void cut(float[][] planes, int count) {
    for (int k = 0; k < planes.length; k++) {
      planes[k] = Arrays.copyOf(planes[k], count);
    }
  }

  /** The planes of the Gaussians that are kept. */
  void keep(float[][] planes) {
    for (int k = 0; k < planes.length; k++) {
      planes[k] = keep(planes[k]);
    }
  }

  /** The values of the Gaussians that are kept. */
  float[] keep(float[] plane) {
    float[] out = new float[kept.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = plane[kept[i]];
    }
    return out;
  }

  /** Writes the factor in metres; gives a bound of the standard deviation. */
  private static double turn(Similarity similarity, float[][] factor, int i, double[] out) {
    double[] r = similarity.rotation();
    double squared = 0;
    for (int k = 0; k < 9; k++) {
      int row = 3 * (k / 3);
      out[k] =
          similarity.scale()
              * (r[row] * factor[k % 3][i]
                  + r[row + 1] * factor[3 + k % 3][i]
                  + r[row + 2] * factor[6 + k % 3][i]);
      squared += out[k] * out[k];
    }
    return Math.sqrt(squared);
  }

  private void store(
      double[] at, double[] turned, int triangle, float[][] mean, float[][] factor, int to) {
    int map = TriangleFrames.STRIDE * triangle;
    double[] e = {maps[map], maps[map + 3], maps[map + 6]};
    double[] f = {maps[map + 1], maps[map + 4], maps[map + 7]};
    double[] n = {maps[map + 2], maps[map + 5], maps[map + 8]};
    double area = Vector.length(Vector.cross(e, f));
    double[][] inverse = {
      Vector.times(Vector.cross(f, n), 1 / area), Vector.times(Vector.cross(n, e), 1 / area), n
    };
    int origin = map + TriangleFrames.ORIGIN;
    double[] local = {at[0] - maps[origin], at[1] - maps[origin + 1], at[2] - maps[origin + 2]};
    for (int r = 0; r < 3; r++) {
      mean[r][to] = (float) Vector.dot(inverse[r], local);
      for (int c = 0; c < 3; c++) {
        factor[3 * r + c][to] =
            (float)
                (inverse[r][0] * turned[c]
                    + inverse[r][1] * turned[3 + c]
                    + inverse[r][2] * turned[6 + c]);
      }
    }
  }
}
