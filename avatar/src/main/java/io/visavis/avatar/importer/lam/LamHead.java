package io.visavis.avatar.importer.lam;

import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.Harmonics;
import io.visavis.avatar.glb.AvatarFormatException;
import io.visavis.avatar.glb.Limits;
import io.visavis.avatar.importer.ImportException;
import io.visavis.avatar.importer.SplatPly;
import io.visavis.avatar.rig.Binding;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.MorphTarget;
import io.visavis.avatar.rig.TriangleFrames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A head whose vertices are the middles of its Gaussians. Gaussian i is at vertex i and rides on
 * the largest triangle about it; its origin is that very corner, wherever the triangle goes.
 */
final class LamHead {
  /** Square metres; less has no direction. */
  private static final double FLAT = 1e-14;

  private final LamSkin skin;
  private final Path skinFile;
  private final SplatPly ply;
  private final Path cloudFile;
  private final float[][] offset;
  private final boolean moves;

  /**
   * A head.
   *
   * @param ply as many Gaussians as the skin has vertices
   */
  LamHead(LamSkin skin, Path skinFile, SplatPly ply, Path cloudFile) {
    this.skin = skin;
    this.skinFile = skinFile;
    this.ply = ply;
    this.cloudFile = cloudFile;
    this.offset = ply.mean();
    this.moves = skin.rig().moves();
  }

  /** Metres from a vertex to its Gaussian, on average. */
  double meanOffset() {
    double sum = 0;
    for (int i = 0; i < ply.size(); i++) {
      sum += Math.hypot(Math.hypot(offset[0][i], offset[1][i]), offset[2][i]);
    }
    return sum / ply.size();
  }

  /** The mesh at rest. */
  HeadMesh mesh() {
    int count = ply.size();
    float[] vertices = new float[3 * count];
    for (int v = 0; v < count; v++) {
      double x = (double) skin.vertices()[3 * v] + offset[0][v];
      double y = (double) skin.vertices()[3 * v + 1] + offset[1][v];
      double z = (double) skin.vertices()[3 * v + 2] + offset[2][v];
      put(v, x, y, z, 1, vertices, 3 * v);
      for (int i = 3 * v; i < 3 * v + 3; i++) {
        if (!(Math.abs(vertices[i]) <= Limits.VALUE)) {
          throw new ImportException(
              "Vertex %d of %s and its offset make %s; finite metres are right."
                  .formatted(v, skinFile, vertices[i]));
        }
      }
    }
    try {
      return new HeadMesh(
          vertices, skin.triangles(), morphs(), skin.rig().pivots(), skin.rig().weights(count));
    } catch (AvatarFormatException e) {
      throw new ImportException("%s: %s".formatted(skinFile, e.getMessage()));
    }
  }

  private List<MorphTarget> morphs() {
    if (!moves) {
      return skin.morphs();
    }
    List<MorphTarget> out = new ArrayList<>();
    for (MorphTarget morph : skin.morphs()) {
      float[] d = morph.deltas();
      float[] turned = new float[d.length];
      for (int i = 0; i < morph.vertices().length; i++) {
        put(morph.vertices()[i], d[3 * i], d[3 * i + 1], d[3 * i + 2], 0, turned, 3 * i);
      }
      out.add(new MorphTarget(morph.name(), morph.vertices(), turned));
    }
    return out;
  }

  /** Puts what the file's pose makes of a point (w = 1) or direction (0) at a vertex. */
  private void put(int vertex, double x, double y, double z, double w, float[] out, int at) {
    if (!moves) {
      out[at] = (float) x;
      out[at + 1] = (float) y;
      out[at + 2] = (float) z;
      return;
    }
    double[] pose = skin.rig().pose(vertex);
    for (int r = 0; r < 3; r++) {
      out[at + r] = (float) Affine.image(pose, r, x, y, z, w);
    }
  }

  /**
   * The Gaussians.
   *
   * @param mesh this head's
   */
  GaussianCloud gaussians(HeadMesh mesh) {
    if (ply.has("f_rest_0")) {
      throw new ImportException(
          "%s has spherical harmonics (f_rest_0); LAM writes plain colours.".formatted(cloudFile));
    }
    int[] carriers = carriers(mesh);
    TriangleFrames frames = new TriangleFrames(Binding.BARYCENTRIC, mesh.triangles());
    double[] vertices = new double[mesh.vertices().length];
    for (int i = 0; i < vertices.length; i++) {
      vertices[i] = mesh.vertices()[i];
    }
    double[] maps = new double[TriangleFrames.STRIDE * mesh.triangleCount()];
    frames.compute(vertices, maps);
    int n = ply.size();
    float[][] origin = new float[3][n];
    float[][] factor = ply.factor();
    for (int i = 0; i < n; i++) {
      for (int corner = 0; corner < 3; corner++) {
        if (mesh.triangles()[3 * carriers[i] + corner] == i) {
          origin[corner][i] = 1;
        }
      }
      localise(i, factor, maps, TriangleFrames.STRIDE * carriers[i]);
    }
    return new GaussianCloud(
        Binding.BARYCENTRIC,
        carriers,
        origin,
        new float[3][n],
        factor,
        ply.opacity(),
        colour(),
        Harmonics.NONE);
  }

  /** M = R^-1 B / k, where B is the factor at rest. */
  private void localise(int i, float[][] factor, double[] maps, int map) {
    float[] rest = new float[9];
    for (int c = 0; c < 3; c++) {
      float[] column = new float[3];
      put(i, factor[c][i], factor[3 + c][i], factor[6 + c][i], 0, column, 0);
      for (int r = 0; r < 3; r++) {
        rest[3 * r + c] = column[r];
      }
    }
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 3; c++) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          sum += maps[map + 3 * k + r] * rest[3 * k + c];
        }
        factor[3 * r + c][i] = (float) (sum / maps[map + TriangleFrames.SCALE]);
      }
    }
  }

  /** [V] the largest triangle about each vertex, of several the first. */
  private int[] carriers(HeadMesh mesh) {
    double[] largest = new double[mesh.vertexCount()];
    int[] out = new int[largest.length];
    Arrays.fill(out, -1);
    for (int f = 0; f < mesh.triangleCount(); f++) {
      double area = area(mesh, f);
      for (int i = 3 * f; i < 3 * f + 3; i++) {
        int v = mesh.triangles()[i];
        if (area > largest[v]) {
          largest[v] = area;
          out[v] = f;
        }
      }
    }
    for (int v = 0; v < out.length; v++) {
      if (!(largest[v] > FLAT)) {
        throw new ImportException(
            "Vertex %d of %s is in no triangle that has an area, so nothing carries its Gaussian."
                .formatted(v, skinFile));
      }
    }
    return out;
  }

  private static double area(HeadMesh mesh, int f) {
    float[] v = mesh.vertices();
    int a = 3 * mesh.triangles()[3 * f];
    int b = 3 * mesh.triangles()[3 * f + 1];
    int c = 3 * mesh.triangles()[3 * f + 2];
    double[] e = new double[3];
    double[] g = new double[3];
    for (int k = 0; k < 3; k++) {
      e[k] = (double) v[b + k] - v[a + k];
      g[k] = (double) v[c + k] - v[a + k];
    }
    double x = e[1] * g[2] - e[2] * g[1];
    double y = e[2] * g[0] - e[0] * g[2];
    double z = e[0] * g[1] - e[1] * g[0];
    return Math.sqrt(x * x + y * y + z * z) / 2;
  }

  /** [3][N] display sRGB; LAM's f_dc are colours already. */
  private float[][] colour() {
    float[][] out = new float[3][];
    for (int c = 0; c < 3; c++) {
      out[c] = ply.column("f_dc_" + c);
      for (int i = 0; i < out[c].length; i++) {
        out[c][i] = Math.min(Math.max(out[c][i], 0), 1);
      }
    }
    return out;
  }
}
