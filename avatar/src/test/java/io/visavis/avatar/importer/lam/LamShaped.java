package io.visavis.avatar.importer.lam;

import io.visavis.avatar.builtin.BuiltInHeads;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.MorphTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A head of LAM's shape that is our own: the built-in head Mira, her triangles split until there
 * are as many vertices as LAM's has, standing up as tall as a woman, with 51 morph targets and a
 * Gaussian a vertex.
 */
public final class LamShaped {
  /** FLAME's vertices once subdivided. */
  public static final int VERTICES = 20_018;

  /** Values of a Gaussian: offset, normal, colour, opacity, scale, rotation. */
  public static final int COLUMNS = 17;

  /** Metres from the floor to Mira's middle. */
  static final float TALL = 1.65f;

  private static final List<String> UNKNOWN = List.of("tongueOut");

  /** [V, 3] metres. */
  final float[] vertices;

  final int[] triangles;

  /** [51] names and dense displacements [V, 3]. */
  final List<String> names = new ArrayList<>();

  final List<float[]> deltas = new ArrayList<>();

  /** [5, 3] metres. */
  final float[] pivots;

  /** [V, 5] what Mira's joints move. */
  final float[] weights;

  /** [V][17] as in LAM's PLY. */
  final float[][] rows;

  /** A head so small that it is quickly written: four vertices, three morph targets. */
  static LamShaped small() {
    LamShaped out =
        new LamShaped(
            new float[] {0.1f, 1.6f, 0, -0.1f, 1.6f, 0, 0, 1.6f, 0.1f, 0, 1.8f, 0},
            new int[] {0, 2, 1, 0, 3, 2, 1, 2, 3, 0, 1, 3},
            new float[] {0, 1, 0, 0, 1.6f, 0, 0, 1.62f, 0, .03f, 1.7f, .1f, -.03f, 1.7f, .1f},
            new float[] {1, 0, 0, 0, 0, .5f, .5f, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, .5f, .5f});
    for (String name : List.of("jawOpen", "eyeBlinkLeft", "mouthClose")) {
      out.names.add(name);
      out.deltas.add(new float[] {0, 0, 0, 0, -0.02f, 0, 0, 0, 0, 0.01f, 0, 0});
    }
    return out;
  }

  private LamShaped(float[] vertices, int[] triangles, float[] pivots, float[] weights) {
    this.vertices = vertices;
    this.triangles = triangles;
    this.pivots = pivots;
    this.weights = weights;
    this.rows = rows(vertices.length / 3);
  }

  /** Builds the head; the same every time. */
  public LamShaped() {
    HeadMesh mira = BuiltInHeads.build("mira").mesh();
    int own = mira.vertexCount();
    int split = VERTICES - own;
    vertices = Arrays.copyOf(mira.vertices(), 3 * VERTICES);
    weights = Arrays.copyOf(mira.weights(), Joint.COUNT * VERTICES);
    for (MorphTarget morph : mira.morphs()) {
      if (!UNKNOWN.contains(morph.name())) {
        float[] dense = new float[3 * VERTICES];
        for (int i = 0; i < morph.deltas().length; i++) {
          dense[3 * morph.vertices()[i / 3] + i % 3] = morph.deltas()[i];
        }
        names.add(morph.name());
        deltas.add(dense);
      }
    }
    triangles = Arrays.copyOf(mira.triangles(), mira.triangles().length + 6 * split);
    for (int s = 0; s < split; s++) {
      split(s, own + s, mira.triangles().length + 6 * s);
    }
    pivots = mira.pivots().clone();
    lift(vertices);
    lift(pivots);
    rows = rows(VERTICES);
  }

  private static float[][] rows(int count) {
    SplittableRandom random = new SplittableRandom(11);
    float[][] out = new float[count][COLUMNS];
    for (float[] row : out) {
      row(random, row);
    }
    return out;
  }

  /** Triangle f becomes three about its middle, which is a new vertex. */
  private void split(int f, int vertex, int at) {
    int a = triangles[3 * f];
    int b = triangles[3 * f + 1];
    int c = triangles[3 * f + 2];
    middle(vertices, 3, vertex, a, b, c);
    middle(weights, Joint.COUNT, vertex, a, b, c);
    for (float[] dense : deltas) {
      middle(dense, 3, vertex, a, b, c);
    }
    int[] three = {a, b, vertex, b, c, vertex, c, a, vertex};
    System.arraycopy(three, 0, triangles, 3 * f, 3);
    System.arraycopy(three, 3, triangles, at, 6);
  }

  private static void middle(float[] values, int width, int to, int a, int b, int c) {
    for (int k = 0; k < width; k++) {
      values[width * to + k] =
          (values[width * a + k] + values[width * b + k] + values[width * c + k]) / 3;
    }
  }

  private static void lift(float[] points) {
    for (int i = 1; i < points.length; i += 3) {
      points[i] += TALL;
    }
  }

  private static void row(SplittableRandom random, float[] row) {
    for (int c = 0; c < 3; c++) {
      // Most are near, hair is far.
      double far = random.nextInt(20) == 0 ? 0.08 : 0.003;
      row[c] = (float) random.nextDouble(-far, far);
      row[6 + c] = (float) random.nextDouble();
      row[10 + c] = (float) random.nextDouble(-9, -4.6);
    }
    row[9] = (float) random.nextDouble(-6.9, 6.9);
    double norm = 0;
    for (int k = 13; k < 17; k++) {
      row[k] = (float) random.nextGaussian();
      norm += row[k] * row[k];
    }
    for (int k = 13; k < 17; k++) {
      row[k] /= (float) Math.sqrt(norm);
    }
  }
}
