package io.visavis.avatar.importer.gnm;

import io.visavis.avatar.glb.Limits;
import io.visavis.avatar.importer.ImportException;
import io.visavis.avatar.numpy.NpzFile;
import io.visavis.avatar.numpy.NumpyArray;
import io.visavis.avatar.numpy.NumpyException;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.RigPose;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads GNM's {@code .npz} as numbers and names; what does not fit together is refused. */
final class GnmFile {
  private static final int MOST_VERTICES = Limits.POSE_CORRECTIVE_VERTICES;
  private static final long MOST_VALUES = 64L << 20;
  private static final int JOINTS = 4;
  private static final int MOST_GROUPS = 512;

  /** Metres; no head is larger. */
  private static final float FARTHEST = 5;

  /** What the painter and the landmarks need. */
  private static final List<String> NEEDED =
      List.of("skin", "left_eye", "right_eye", "upper_lip", "lower_lip", "mouth_sock", "tongue");

  private final Path file;
  private final NpzFile npz;

  private GnmFile(Path file, NpzFile npz) {
    this.file = file;
    this.npz = npz;
  }

  /**
   * Reads a model, whose mean head is that of an identity.
   *
   * @throws ImportException with one sentence if it is none that can be used
   * @throws IOException if it cannot be read
   */
  static GnmModel read(Path file, GnmIdentity identity) throws IOException {
    try (NpzFile npz = new NpzFile(file)) {
      return new GnmFile(file, npz).model(identity);
    } catch (NumpyException e) {
      throw new ImportException(e);
    }
  }

  private GnmModel model(GnmIdentity identity) throws IOException {
    NumpyArray template = npz.array("template_vertex_positions", 3L * MOST_VERTICES);
    int v = template.rank() == 2 ? template.shape().getFirst() : 0;
    expect("template_vertex_positions", template, v > 0 && is(template, v, 3), "[V, 3]");
    NumpyArray triangles = npz.array("triangles", 3L * Limits.TRIANGLES);
    boolean threes = triangles.rank() == 2 && triangles.shape().get(1) == 3;
    expect("triangles", triangles, threes, "[T, 3]");
    NumpyArray joints = npz.array("template_joint_positions", 3 * JOINTS * 4L);
    expect("template_joint_positions", joints, is(joints, JOINTS, 3), "[4, 3]");
    NumpyArray weights = npz.array("skinning_weights", 4L * JOINTS * MOST_VERTICES);
    expect("skinning_weights", weights, is(weights, JOINTS, v), "[4, %d]".formatted(v));
    NumpyArray basis = npz.array("expression_basis", MOST_VALUES);
    boolean shaped = basis.rank() == 3 && is(basis, basis.shape().getFirst(), v, 3);
    expect("expression_basis", basis, shaped, "[E, %d, 3]".formatted(v));
    Joint[] names = joints();
    return new GnmModel(
        person("vertex_identity_basis", "template_vertex_positions", template, identity),
        corners(triangles.values(), v),
        bounded("expression_basis", basis, FARTHEST),
        pivots(person("joint_identity_basis", "template_joint_positions", joints, identity), names),
        weights(bounded("skinning_weights", weights, 1.001f), names, v),
        correctives(names, v),
        groups(v));
  }

  /** What an identity makes of the mean's places. */
  private float[] person(String key, String meanKey, NumpyArray mean, GnmIdentity identity)
      throws IOException {
    float[] places = bounded(meanKey, mean, FARTHEST);
    if (identity.isMean()) {
      return places;
    }
    NumpyArray basis = npz.array(key, MOST_VALUES);
    int n = mean.shape().getFirst();
    boolean right = basis.rank() == 3 && is(basis, basis.shape().getFirst(), n, 3);
    expect(key, basis, right, "[I, %d, 3]".formatted(n));
    if (identity.size() > basis.shape().getFirst()) {
      throw new ImportException(
          "The identity has %d coefficients, and '%s' of %s is for %d."
              .formatted(identity.size(), key, file, basis.shape().getFirst()));
    }
    float[] out = identity.added(places, bounded(key, basis, FARTHEST));
    return bounded(
        "%s with the identity".formatted(meanKey), new NumpyArray(mean.shape(), out), FARTHEST);
  }

  private static boolean is(NumpyArray array, Integer... sides) {
    return array.shape().equals(List.of(sides));
  }

  private void expect(String key, NumpyArray array, boolean right, String shape) {
    if (!right) {
      throw new ImportException(
          "'%s' of %s has the shape %s; GNM's has %s.".formatted(key, file, array.shape(), shape));
    }
  }

  private float[] bounded(String key, NumpyArray array, float most) {
    for (float value : array.values()) {
      if (!(Math.abs(value) <= most)) {
        throw new ImportException(
            "'%s' of %s has the value %s; those of a head in metres are within %s."
                .formatted(key, file, value, most));
      }
    }
    return array.values();
  }

  private int[] corners(float[] values, int vertices) {
    int[] out = new int[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (int) values[i];
      if (out[i] != values[i] || out[i] < 0 || out[i] >= vertices) {
        throw new ImportException(
            "'triangles' of %s names the vertex %s; there are %d."
                .formatted(file, values[i], vertices));
      }
    }
    return out;
  }

  /** [4] what each of GNM's joints is here: the one that is no eye and not the root is the head. */
  private Joint[] joints() throws IOException {
    List<String> names = npz.texts("joint_names", 4 * JOINTS);
    Joint[] out = new Joint[JOINTS];
    int found = 0;
    for (int j = 0; j < Math.min(names.size(), JOINTS); j++) {
      out[j] =
          switch (names.get(j)) {
            case "left_eye" -> Joint.EYE_LEFT;
            case "right_eye" -> Joint.EYE_RIGHT;
            default -> j == 0 ? Joint.ROOT : Joint.NECK;
          };
      found |= 1 << out[j].ordinal();
    }
    if (names.size() != JOINTS || Integer.bitCount(found) != JOINTS) {
      throw new ImportException(
          "The joints of %s are %s; GNM's are a root, the head, left_eye and right_eye."
              .formatted(file, names.stream().map(n -> n.replaceAll("[^ -~]", "?")).toList()));
    }
    return out;
  }

  private static float[] pivots(float[] joints, Joint[] names) {
    float[] out = new float[3 * Joint.COUNT];
    for (int j = 0; j < JOINTS; j++) {
      System.arraycopy(joints, 3 * j, out, 3 * names[j].ordinal(), 3);
    }
    return out;
  }

  private float[] weights(float[] values, Joint[] names, int vertices) {
    float[] out = new float[Joint.COUNT * vertices];
    for (int v = 0; v < vertices; v++) {
      double sum = 0;
      for (int j = 0; j < JOINTS; j++) {
        sum += Math.max(values[j * vertices + v], 0);
      }
      if (!(sum > 0.5)) {
        throw new ImportException(
            "The weights of vertex %d in %s add up to %.3g; 1 is right.".formatted(v, file, sum));
      }
      for (int j = 0; j < JOINTS; j++) {
        out[Joint.COUNT * v + names[j].ordinal()] =
            (float) (Math.max(values[j * vertices + v], 0) / sum);
      }
    }
    return out;
  }

  /** From nine features of each of GNM's joints to those of neck, jaw and eyes. */
  private float[] correctives(Joint[] names, int v) throws IOException {
    String key = "pose_correctives_regressor";
    if (!npz.keys().contains(key)) {
      return new float[0];
    }
    NumpyArray array = npz.array(key, 9L * JOINTS * 3 * MOST_VERTICES);
    int values = 3 * v;
    expect(key, array, is(array, 9 * JOINTS, values), "[36, %d]".formatted(values));
    float[] from = bounded(key, array, FARTHEST);
    float[] out = new float[RigPose.FEATURES * values];
    boolean any = false;
    for (int j = 0; j < JOINTS; j++) {
      if (names[j] == Joint.ROOT) {
        continue;
      }
      int at = 9 * (names[j].ordinal() - Joint.NECK.ordinal()) * values;
      System.arraycopy(from, 9 * j * values, out, at, 9 * values);
      for (int i = at; i < at + 9 * values && !any; i++) {
        any = out[i] != 0;
      }
    }
    return any ? out : new float[0];
  }

  private Map<String, boolean[]> groups(int v) throws IOException {
    List<String> names = npz.texts("vertex_group_names", MOST_GROUPS);
    NumpyArray array = npz.array("vertex_groups", (long) MOST_GROUPS * MOST_VERTICES);
    expect(
        "vertex_groups", array, is(array, names.size(), v), "[%d, %d]".formatted(names.size(), v));
    Map<String, boolean[]> out = new HashMap<>();
    for (int g = 0; g < names.size(); g++) {
      boolean[] in = new boolean[v];
      for (int i = 0; i < v; i++) {
        in[i] = array.values()[g * v + i] > 0.5;
      }
      out.put(names.get(g), in);
    }
    for (String needed : NEEDED) {
      boolean[] group = out.get(needed);
      boolean any = false;
      for (int i = 0; group != null && i < v; i++) {
        any |= group[i];
      }
      if (!any) {
        throw new ImportException(
            "%s has no vertices in a group '%s'; GNM's head of version 3 has."
                .formatted(file, needed));
      }
    }
    return out;
  }
}
