package io.visavis.avatar.importer;

import io.visavis.avatar.builtin.BuiltInHeads;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.MorphTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The built-in head Mira, part by part, with as many vertices a part as another maker's head has:
 * triangles are split at their middles until there are enough.
 */
public final class Resampled {
  /** Parts of Mira that a head of another maker has as well. */
  public enum Part {
    SKIN,
    NECK,
    SHIRT,
    COLLAR,
    UPPER_LIP,
    LOWER_LIP,
    CAVITY,
    TONGUE,
    UPPER_TEETH,
    LOWER_TEETH,
    EYE_LEFT,
    RIM_LEFT,
    SHADOW_LEFT,
    EAR_LEFT,
    EYE_RIGHT,
    RIM_RIGHT,
    SHADOW_RIGHT
  }

  /** Parts of fewer vertices are lashes and reflections. */
  private static final int LEAST = 100;

  private final HeadMesh mira = BuiltInHeads.build("mira").mesh();
  private final List<float[]> vertices = new ArrayList<>();
  private final List<float[]> weights = new ArrayList<>();
  private final List<int[]> triangles = new ArrayList<>();
  private final Map<String, List<float[]>> moves = new TreeMap<>();
  private final Map<String, float[]> dense = new TreeMap<>();
  private final List<Integer> parts = new ArrayList<>();
  private final int[] landmarks = new int[HeadMesh.LANDMARKS];

  /** A head without parts. */
  public Resampled() {
    for (MorphTarget morph : mira.morphs()) {
      float[] all = new float[mira.vertices().length];
      for (int i = 0; i < morph.deltas().length; i++) {
        all[3 * morph.vertices()[i / 3] + i % 3] = morph.deltas()[i];
      }
      dense.put(morph.name(), all);
      moves.put(morph.name(), new ArrayList<>());
    }
    int[] size = new int[mira.vertexCount()];
    for (int v = 0; v < size.length; v++) {
      size[root(v)]++;
    }
    Set<Integer> seen = new HashSet<>();
    for (int v = 0; v < size.length; v++) {
      if (size[root(v)] >= LEAST && seen.add(root(v))) {
        parts.add(root(v));
      }
    }
  }

  private int @org.jspecify.annotations.Nullable [] parent;

  private int root(int vertex) {
    int[] up = parent;
    if (up == null) {
      up = new int[mira.vertexCount()];
      Arrays.setAll(up, i -> i);
      parent = up;
      int[] t = mira.triangles();
      for (int i = 0; i < t.length; i++) {
        up[root(t[i])] = root(t[i - i % 3]);
      }
    }
    int v = vertex;
    while (up[v] != v) {
      up[v] = up[up[v]];
      v = up[v];
    }
    return v;
  }

  /** Adds parts of Mira as one, with so many vertices; the number of its first one. */
  public int add(int count, Part... wanted) {
    int first = vertices.size();
    int firstTriangle = triangles.size();
    Map<Integer, Integer> renamed = new HashMap<>();
    for (Part part : wanted) {
      int root = parts.get(part.ordinal());
      for (int v = 0; v < mira.vertexCount(); v++) {
        if (root(v) == root) {
          renamed.put(v, vertices.size());
          copy(v);
        }
      }
      int[] t = mira.triangles();
      for (int i = 0; i < t.length; i += 3) {
        if (root(t[i]) == root) {
          triangles.add(
              new int[] {
                renamed(renamed, t[i]), renamed(renamed, t[i + 1]), renamed(renamed, t[i + 2])
              });
        }
      }
    }
    for (int l = 0; l < landmarks.length; l++) {
      landmarks[l] = renamed.getOrDefault(mira.landmarks()[l], landmarks[l]);
    }
    for (int f = firstTriangle; vertices.size() < first + count; f++) {
      split(f);
    }
    if (vertices.size() != first + count) {
      throw new IllegalArgumentException(
          "%s have %d vertices, more than %d."
              .formatted(Arrays.toString(wanted), vertices.size() - first, count));
    }
    return first;
  }

  private static int renamed(Map<Integer, Integer> names, int vertex) {
    Integer name = names.get(vertex);
    if (name == null) {
      throw new IllegalStateException("No vertex " + vertex);
    }
    return name;
  }

  private void copy(int v) {
    vertices.add(Arrays.copyOfRange(mira.vertices(), 3 * v, 3 * v + 3));
    weights.add(Arrays.copyOfRange(mira.weights(), Joint.COUNT * v, Joint.COUNT * (v + 1)));
    moves.forEach(
        (name, list) -> {
          float[] all = dense.getOrDefault(name, new float[0]);
          list.add(Arrays.copyOfRange(all, 3 * v, 3 * v + 3));
        });
  }

  private void split(int f) {
    int[] t = triangles.get(f);
    int middle = vertices.size();
    vertices.add(middle(vertices, t));
    weights.add(middle(weights, t));
    moves.values().forEach(list -> list.add(middle(list, t)));
    triangles.set(f, new int[] {t[0], t[1], middle});
    triangles.add(new int[] {t[1], t[2], middle});
    triangles.add(new int[] {t[2], t[0], middle});
  }

  private static float[] middle(List<float[]> rows, int[] of) {
    float[] out = new float[rows.get(of[0]).length];
    for (int v : of) {
      for (int c = 0; c < out.length; c++) {
        out[c] += rows.get(v)[c] / 3;
      }
    }
    return out;
  }

  /** Gives the landmarks these numbers, vertex for vertex. */
  public void number(int[] numbers) {
    for (int l = 0; l < landmarks.length; l++) {
      swap(landmarks[l], numbers[l]);
    }
  }

  private void swap(int a, int b) {
    java.util.Collections.swap(vertices, a, b);
    java.util.Collections.swap(weights, a, b);
    moves.values().forEach(list -> java.util.Collections.swap(list, a, b));
    for (int[] t : triangles) {
      for (int c = 0; c < 3; c++) {
        t[c] = t[c] == a ? b : t[c] == b ? a : t[c];
      }
    }
    for (int l = 0; l < landmarks.length; l++) {
      landmarks[l] = landmarks[l] == a ? b : landmarks[l] == b ? a : landmarks[l];
    }
  }

  /** [V][3] metres. */
  public List<float[]> vertices() {
    return vertices;
  }

  /** [V][5] what Mira's joints move. */
  public List<float[]> weights() {
    return weights;
  }

  /** [F][3]. */
  public List<int[]> triangles() {
    return triangles;
  }

  /** [V][3] what one of ARKit's coefficients moves. */
  public List<float[]> moves(String name) {
    return moves.getOrDefault(name, List.of());
  }

  /** [5, 3] metres. */
  public float[] pivots() {
    return mira.pivots().clone();
  }

  /** [68]. */
  public int[] landmarks() {
    return landmarks.clone();
  }
}
