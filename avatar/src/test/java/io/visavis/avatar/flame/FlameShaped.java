package io.visavis.avatar.flame;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.builtin.BuiltInHeads;
import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.MorphTarget;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A model of FLAME's shape that is our own: 5,023 vertices of the built-in head Mira, her skin, her
 * eyes and as much of her neck, with expressions that are mixtures of what she can do. Her lips and
 * landmarks are where FLAME's are numbered.
 */
public final class FlameShaped {
  private static final int EXPRESSIONS = 100;
  private static final int ALL = FlameModel.IDENTITIES + EXPRESSIONS;
  private static final float[] MIDDLE = {0, -0.03f, 0.06f};

  private static final int[] UPPER = {
    1713, 1715, 1716, 1735, 1696, 1694, 1657, 3543, 2774, 2811, 2813, 2850, 2833, 2832, 2830
  };
  private static final int[] LOWER = {
    1576, 1577, 1773, 1774, 1795, 1802, 1865, 3503, 2948, 2905, 2898, 2881, 2880, 2713, 2712
  };
  private static final double MOUTH = -0.0645;

  private final SplittableRandom random = new SplittableRandom(7);
  private final Avatar avatar = BuiltInHeads.build("mira");
  private final HeadMesh mira = avatar.mesh();

  /** Mira's vertex of each of FLAME's. */
  private final int[] source;

  /** Mira's triangle of each of FLAME's. */
  private final int[] faces = new int[FlameModel.TRIANGLES];

  private final FlameModel model;

  /** Builds the model; the same every time. */
  public FlameShaped() {
    Parts parts = new Parts(mira);
    source =
        IntStream.range(0, mira.vertexCount())
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(parts::order)
                    .thenComparingDouble(v -> distance(v, MIDDLE)))
            .limit(FlameModel.VERTICES)
            .mapToInt(v -> v)
            .toArray();
    number();
    float[] template = new float[3 * FlameModel.VERTICES];
    for (int i = 0; i < template.length; i++) {
      template[i] = mira.vertices()[3 * source[i / 3] + i % 3];
    }
    model =
        new FlameModel(
            template, triangles(), shapes(template), poses(), regressor(template), weights());
  }

  /** The model. */
  public FlameModel model() {
    return model;
  }

  /** Mira's colour on a triangle, display sRGB; that of teeth beyond the last. */
  public float[] colour(int triangle) {
    float[] out = {0.9f, 0.88f, 0.84f};
    int[] parent = avatar.gaussians().parent();
    for (int i = 0; i < parent.length && triangle < faces.length; i++) {
      // The second triangle of a quad has none of its own.
      if (parent[i] == faces[triangle] || parent[i] == faces[triangle] - 1) {
        for (int c = 0; c < 3; c++) {
          out[c] = avatar.gaussians().colour()[c][i];
        }
      }
    }
    return out;
  }

  private double distance(int v, float[] point) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      double d = mira.vertices()[3 * v + c] - point[c];
      sum += d * d;
    }
    return sum;
  }

  /** Gives the vertices at the lips the numbers that FLAME's have there. */
  private void number() {
    Set<Integer> taken = new HashSet<>();
    int[] landmarks = FlameLandmarks.vertices();
    for (int i = 0; i < landmarks.length; i++) {
      int vertex = mira.landmarks()[i];
      int best =
          IntStream.range(0, source.length)
              .boxed()
              .min(Comparator.comparingDouble(k -> distance(source[k], place(vertex))))
              .orElseThrow();
      swap(landmarks[i], best);
      taken.add(landmarks[i]);
    }
    for (int i = 0; i < UPPER.length; i++) {
      float x = (float) (-0.022 * (1 - 2.0 * i / (UPPER.length - 1)));
      for (int side = 1; side >= -1; side -= 2) {
        float[] lip = {-x, (float) (MOUTH + side * 0.008), 0.1f};
        int best =
            IntStream.range(0, source.length)
                .filter(k -> !taken.contains(k))
                .boxed()
                .min(Comparator.comparingDouble(k -> distance(source[k], lip)))
                .orElseThrow();
        int id = side > 0 ? UPPER[i] : LOWER[i];
        if (taken.add(id)) {
          swap(id, best);
        }
      }
    }
  }

  private float[] place(int vertex) {
    return Arrays.copyOfRange(mira.vertices(), 3 * vertex, 3 * vertex + 3);
  }

  private void swap(int a, int b) {
    int moved = source[a];
    source[a] = source[b];
    source[b] = moved;
  }

  /** Those between the vertices that are kept; the first ones again until there are enough. */
  private int[] triangles() {
    int[] renamed = new int[mira.vertexCount()];
    Arrays.fill(renamed, -1);
    for (int v = 0; v < source.length; v++) {
      renamed[source[v]] = v;
    }
    int[] out = new int[3 * FlameModel.TRIANGLES];
    int at = 0;
    for (int f = 0; at < faces.length; f = (f + 1) % mira.triangleCount()) {
      boolean kept = true;
      for (int c = 0; c < 3; c++) {
        out[3 * at + c] = renamed[mira.triangles()[3 * f + c]];
        kept &= out[3 * at + c] >= 0;
      }
      if (kept) {
        faces[at++] = f;
      }
    }
    return out;
  }

  private float[] shapes(float[] template) {
    float[] out = new float[template.length * ALL];
    for (int k = 0; k < FlameModel.IDENTITIES; k++) {
      for (int c = 0; c < 3; c++) {
        double wider = random.nextDouble(-0.002, 0.002);
        for (int i = c; i < template.length; i += 3) {
          out[i * ALL + k] = (float) (wider * template[i]);
        }
      }
    }
    for (MorphTarget morph : mira.morphs()) {
      // Every expression has a little of every coefficient.
      double[] share = new double[EXPRESSIONS];
      for (int k = 0; k < EXPRESSIONS; k++) {
        share[k] = random.nextGaussian() / ArkitChannel.COEFFICIENTS;
      }
      float[] dense = new float[mira.vertices().length];
      for (int i = 0; i < morph.deltas().length; i++) {
        dense[3 * morph.vertices()[i / 3] + i % 3] = morph.deltas()[i];
      }
      for (int i = 0; i < template.length; i++) {
        float moved = dense[3 * source[i / 3] + i % 3];
        for (int k = 0; k < EXPRESSIONS && moved != 0; k++) {
          out[i * ALL + FlameModel.IDENTITIES + k] += (float) (share[k] * moved);
        }
      }
    }
    return out;
  }

  private float[] poses() {
    float[] out = new float[3 * FlameModel.VERTICES * FlameModel.POSES];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) random.nextDouble(-1e-3, 1e-3);
    }
    return out;
  }

  /**
   * Each joint the mean of the vertices nearest to Mira's, those of the eyes as in {@link Least}.
   */
  private float[] regressor(float[] template) {
    float[] out = new float[Joint.COUNT * FlameModel.VERTICES];
    for (int j = 0; j < Joint.COUNT; j++) {
      float[] pivot = Arrays.copyOfRange(mira.pivots(), 3 * j, 3 * j + 3);
      int joint = j;
      if (j >= Joint.EYE_LEFT.ordinal()) {
        int[] ball =
            IntStream.range(0, FlameModel.VERTICES)
                .filter(v -> mira.weights()[Joint.COUNT * source[v] + joint] > 0.5)
                .toArray();
        Least.weights(template, ball, pivot, out, j * FlameModel.VERTICES);
        continue;
      }
      double[] distance = new double[FlameModel.VERTICES];
      for (int i = 0; i < template.length; i++) {
        double d = template[i] - pivot[i % 3];
        distance[i / 3] += d * d;
      }
      double[] sorted = distance.clone();
      Arrays.sort(sorted);
      for (int v = 0; v < distance.length; v++) {
        out[j * FlameModel.VERTICES + v] = distance[v] <= sorted[9] ? 0.1f : 0;
      }
    }
    return out;
  }

  /** Mira's, with a jaw, which her own mesh moves otherwise. */
  private float[] weights() {
    float[] out = new float[Joint.COUNT * FlameModel.VERTICES];
    float[] open = new float[mira.vertexCount()];
    mira.morphs().stream()
        .filter(m -> m.name().equals(ArkitChannel.JAW_OPEN.channelName()))
        .forEach(
            m -> {
              for (int i = 0; i < m.vertices().length; i++) {
                open[m.vertices()[i]] = Math.min(Math.max(-m.deltas()[3 * i + 1] / 0.03f, 0), 1);
              }
            });
    for (int v = 0; v < FlameModel.VERTICES; v++) {
      float jaw = open[source[v]];
      for (int j = 0; j < Joint.COUNT; j++) {
        out[Joint.COUNT * v + j] =
            mira.weights()[Joint.COUNT * source[v] + j] * (1 - jaw)
                + (j == Joint.JAW.ordinal() ? jaw : 0);
      }
    }
    return out;
  }
}
