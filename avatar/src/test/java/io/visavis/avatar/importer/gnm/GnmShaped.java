package io.visavis.avatar.importer.gnm;

import io.visavis.avatar.importer.Resampled;
import io.visavis.avatar.importer.Resampled.Part;
import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.numpy.NpzWriter;
import io.visavis.avatar.rig.Joint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A file in the layout of GNM's head that is our own: the built-in head Mira with its 17,821
 * vertices and 383 expressions, which are mixtures of what she can do, region by region.
 */
public final class GnmShaped {
  static final int VERTICES = 17_821;
  static final int EXPRESSIONS = 383;

  /** Metres from GNM's origin, which is below the head, to Mira's middle. */
  private static final float UP = 0.28f;

  private static final int EYES = 100;
  private static final int LOWER = 350;
  private static final int TONGUE = 382;
  private static final List<String> GROUPS =
      List.of(
          "skin",
          "mouth_sock",
          "left_eye",
          "right_eye",
          "upper_teeth_and_gums",
          "lower_teeth_and_gums",
          "teeth",
          "gums",
          "tongue",
          "upper_lip",
          "lower_lip");

  private final Resampled head = new Resampled();
  private final boolean[][] groups = new boolean[GROUPS.size()][VERTICES];
  private final SplittableRandom random = new SplittableRandom(3);

  /** Builds the head; the same every time. */
  public GnmShaped() {
    add(9000, List.of("skin"), Part.SKIN);
    add(1800, List.of("skin"), Part.NECK);
    add(408, List.of("skin"), Part.RIM_LEFT, Part.RIM_RIGHT);
    add(600, List.of("skin", "mouth_sock"), Part.CAVITY, Part.UPPER_LIP, Part.LOWER_LIP);
    add(1100, List.of("left_eye"), Part.EYE_LEFT);
    add(1100, List.of("right_eye"), Part.EYE_RIGHT);
    add(1440, List.of("upper_teeth_and_gums", "teeth"), Part.UPPER_TEETH);
    add(1440, List.of("lower_teeth_and_gums", "teeth"), Part.LOWER_TEETH);
    add(933, List.of("tongue"), Part.TONGUE);
    // Unlike teeth, a few vertices at the roots are gums alone.
    groups[GROUPS.indexOf("gums")][VERTICES - 933 - 1] = true;
    lips();
  }

  private void add(int count, List<String> in, Part... parts) {
    int first = head.add(count, parts);
    for (String group : in) {
      for (int v = first; v < first + count; v++) {
        groups[GROUPS.indexOf(group)][v] = true;
      }
    }
  }

  /** What lies within the landmarks round the lips, above and below where they touch. */
  private void lips() {
    int[] l = head.landmarks();
    float[] left = head.vertices().get(l[54]);
    float seam = (head.vertices().get(l[62])[1] + head.vertices().get(l[66])[1]) / 2;
    float top = head.vertices().get(l[51])[1];
    float bottom = head.vertices().get(l[57])[1];
    for (int v = 0; v < 9000; v++) {
      float[] p = head.vertices().get(v);
      double across = Math.min(Math.abs(p[0] / left[0]), 1.01);
      double arch = Math.sqrt(Math.max(1 - across * across, 0)) + 0.02;
      // The corners are higher than the middle of the seam.
      double line = seam + (left[1] - seam) * across * across;
      if (p[2] > left[2] - 0.004 && across <= 1) {
        groups[GROUPS.indexOf("upper_lip")][v] = p[1] >= line && p[1] <= line + arch * (top - seam);
        groups[GROUPS.indexOf("lower_lip")][v] =
            p[1] < line && p[1] >= line - arch * (seam - bottom);
      }
    }
  }

  /** Where Mira's landmarks are, for tests. */
  int[] landmarks() {
    return head.landmarks();
  }

  /** Writes the file. */
  public Path write(Path file) throws IOException {
    return writer(true).write(file);
  }

  /** The arrays of the file, with its expressions or without. */
  NpzWriter writer(boolean all) {
    NpzWriter out = new NpzWriter();
    if (all) {
      out.add("expression_basis", expressions(), EXPRESSIONS, VERTICES, 3);
    }
    return out.add("version", List.of("3.0"))
        .add("template_vertex_positions", template(), VERTICES, 3)
        .add("template_joint_positions", joints(), 4, 3)
        .add("joint_names", List.of("neck", "head", "left_eye", "right_eye"))
        .add("joint_parent_indices", new int[] {0, 0, 1, 1}, 4)
        .add("triangles", triangles(), head.triangles().size(), 3)
        .add("skinning_weights", weights(), 4, VERTICES)
        .add("expression_names", names())
        .add("pose_correctives_regressor", new float[36 * 3 * VERTICES], 36, 3 * VERTICES)
        .add("vertex_group_names", GROUPS)
        .add("vertex_groups", groups(), GROUPS.size(), VERTICES);
  }

  float[] template() {
    float[] out = new float[3 * VERTICES];
    for (int v = 0; v < VERTICES; v++) {
      for (int c = 0; c < 3; c++) {
        out[3 * v + c] = head.vertices().get(v)[c] + (c == 1 ? UP : 0);
      }
    }
    return out;
  }

  float[] joints() {
    float[] from = head.pivots();
    float[] out = new float[12];
    Joint[] order = {Joint.ROOT, Joint.NECK, Joint.EYE_LEFT, Joint.EYE_RIGHT};
    for (int i = 0; i < out.length; i++) {
      out[i] = from[3 * order[i / 3].ordinal() + i % 3] + (i % 3 == 1 ? UP : 0);
    }
    return out;
  }

  int[] triangles() {
    return head.triangles().stream().flatMapToInt(java.util.Arrays::stream).toArray();
  }

  private float[] weights() {
    Joint[] order = {Joint.ROOT, Joint.NECK, Joint.EYE_LEFT, Joint.EYE_RIGHT};
    float[] out = new float[4 * VERTICES];
    for (int j = 0; j < 4; j++) {
      for (int v = 0; v < VERTICES; v++) {
        out[j * VERTICES + v] = head.weights().get(v)[order[j].ordinal()];
      }
    }
    return out;
  }

  private float[] groups() {
    float[] out = new float[groups.length * VERTICES];
    for (int i = 0; i < out.length; i++) {
      out[i] = groups[i / VERTICES][i % VERTICES] ? 1 : 0;
    }
    return out;
  }

  private static List<String> names() {
    List<String> out = new ArrayList<>();
    for (int k = 0; k < EXPRESSIONS; k++) {
      out.add(region(k) + "_" + k);
    }
    return out;
  }

  private static String region(int k) {
    if (k < EYES) {
      return "left_eye_region";
    }
    return k < 2 * EYES
        ? "right_eye_region"
        : k < LOWER ? "lower_face_region" : k < TONGUE ? "tongue" : "pupils";
  }

  private static String region(ArkitChannel channel) {
    String name = channel.channelName();
    boolean upper = name.startsWith("brow") || name.startsWith("eye");
    if (channel == ArkitChannel.TONGUE_OUT) {
      return "tongue";
    }
    return !upper
        ? "lower_face_region"
        : name.endsWith("Left") ? "left_eye_region" : "right_eye_region";
  }

  private float[] expressions() {
    float[] out = new float[EXPRESSIONS * 3 * VERTICES];
    for (ArkitChannel channel : ArkitChannel.values()) {
      List<float[]> moves = head.moves(channel.channelName());
      if (moves.isEmpty()) {
        continue;
      }
      for (int k = 0; k < EXPRESSIONS; k++) {
        boolean both = channel == ArkitChannel.BROW_INNER_UP && k < 2 * EYES;
        if (!both && !region(channel).equals(region(k))) {
          continue;
        }
        float share = (float) (0.1 * random.nextGaussian());
        for (int v = 0; v < VERTICES; v++) {
          float x = head.vertices().get(v)[0];
          float side = both ? Math.min(Math.max(0.5f + (k < EYES ? x : -x) / 0.01f, 0), 1) : 1;
          for (int c = 0; c < 3; c++) {
            out[3 * (k * VERTICES + v) + c] += share * side * moves.get(v)[c];
          }
        }
      }
    }
    return out;
  }
}
