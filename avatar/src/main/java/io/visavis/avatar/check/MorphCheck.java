package io.visavis.avatar.check;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.MorphTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which of ARKit's 52 morph targets are there, and do they do what their names say? */
final class MorphCheck {
  /** Metres; what moves less is not seen. */
  static final double UNSEEN = 0.0002;

  /** Metres; what moves more leaves the face. */
  static final double TOO_FAR = 0.15;

  /** Without these a face does not speak or live: what it cannot do. */
  private static final Map<String, String> NEEDED =
      Map.of(
          "jawOpen", "open its mouth",
          "mouthClose", "shut its lips while the jaw is low",
          "mouthFunnel", "round its lips",
          "mouthPucker", "round its lips",
          "eyeBlinkLeft", "blink",
          "eyeBlinkRight", "blink");

  private MorphCheck() {}

  static List<Finding> check(HeadMesh mesh) {
    List<Finding> out = new ArrayList<>();
    Map<String, MorphTarget> byName = new HashMap<>();
    for (MorphTarget morph : mesh.morphs()) {
      byName.put(morph.name(), morph);
    }
    List<String> missing = new ArrayList<>();
    List<String> still = new ArrayList<>();
    List<String> wild = new ArrayList<>();
    List<String> mirrored = new ArrayList<>();
    for (int c = 0; c < ArkitChannel.COEFFICIENTS; c++) {
      String name = ArkitChannel.values()[c].channelName();
      MorphTarget morph = byName.get(name);
      if (morph == null) {
        missing.add(name);
        continue;
      }
      double reach = reach(morph);
      if (reach < UNSEEN && !name.startsWith("eyeLook")) {
        still.add(name);
      } else if (reach > TOO_FAR) {
        wild.add(name);
      }
      if (isSided(name) && side(mesh, morph) * (name.endsWith("Left") ? 1 : -1) < 0) {
        mirrored.add(name);
      }
    }
    Map<String, String> renames = Renames.of(missing, foreign(mesh, MotionSpace.ARKIT));
    missing(out, missing, renames);
    say(
        out,
        still,
        "move nothing that can be seen (below 0.2 mm); give them displacements in metres");
    say(out, wild, "move vertices by more than 15 cm; give displacements in metres at weight 1");
    // A head that is turned as a whole has its sides right once it is turned back.
    if (!JointCheck.isTurned(mesh)) {
      say(
          out,
          mirrored,
          "move the other side of the face; left is the subject's left, towards +x, so swap Left and Right in the names");
    }
    sayForeign(out, mesh, MotionSpace.ARKIT, renames);
    jaw(out, mesh, byName);
    return out;
  }

  private static void missing(
      List<Finding> out, List<String> missing, Map<String, String> renames) {
    if (missing.isEmpty()) {
      out.add(Finding.fact("All 52 arkit morph targets are there."));
      return;
    }
    Renames.say(out, renames, MotionSpace.ARKIT.id());
    List<String> gone = missing.stream().filter(n -> !renames.containsValue(n)).toList();
    if (gone.size() == ArkitChannel.COEFFICIENTS) {
      out.add(
          Finding.doubtful(
              "None of arkit's 52 morph targets is there, so nothing but head and eyes moves; add them, jawOpen, mouthClose and the two eyeBlink first."));
      return;
    }
    List<String> needed = gone.stream().filter(NEEDED::containsKey).toList();
    if (!needed.isEmpty()) {
      List<String> cannot =
          needed.stream().map(n -> String.valueOf(NEEDED.get(n))).distinct().toList();
      out.add(
          Finding.doubtful(
              "The face cannot %s, for these morph targets are missing: %s; add them, or leave it where they were left out on purpose, as for a scan."
                  .formatted(String.join(", or ", cannot), list(needed))));
    }
    List<String> rest = gone.stream().filter(n -> !NEEDED.containsKey(n)).toList();
    if (!rest.isEmpty()) {
      out.add(
          Finding.doubtful(
              "%d of 52 arkit morph targets are missing, and what they would show is not seen: %s."
                  .formatted(rest.size(), list(rest))));
    }
  }

  /** Morph targets that no coefficient of that space drives. */
  static List<String> foreign(HeadMesh mesh, MotionSpace space) {
    return mesh.morphs().stream()
        .map(MorphTarget::name)
        .filter(name -> space.coefficient(name) < 0)
        .toList();
  }

  /** Names those that are not about to be renamed. */
  static void sayForeign(
      List<Finding> out, HeadMesh mesh, MotionSpace space, Map<String, String> renames) {
    List<String> foreign =
        foreign(mesh, space).stream().filter(n -> !renames.containsKey(n)).toList();
    if (!foreign.isEmpty()) {
      out.add(
          Finding.fact(
              "%s no %s coefficient, so nothing drives %s: %s."
                  .formatted(
                      foreign.size() == 1
                          ? "One morph target is"
                          : foreign.size() + " morph targets are",
                      space.id(),
                      foreign.size() == 1 ? "it" : "them",
                      list(foreign))));
    }
  }

  static void say(List<Finding> out, List<String> names, String what) {
    if (!names.isEmpty()) {
      out.add(Finding.doubtful("These morph targets %s: %s.".formatted(what, list(names))));
    }
  }

  private static void jaw(List<Finding> out, HeadMesh mesh, Map<String, MorphTarget> byName) {
    MorphTarget jaw = byName.get("jawOpen");
    if (jaw == null || mesh.morphs().isEmpty()) {
      return;
    }
    double y = 0;
    for (int i = 1; i < jaw.deltas().length; i += 3) {
      y += jaw.deltas()[i];
    }
    if (y > 0) {
      out.add(
          Finding.doubtful("The morph target jawOpen moves the jaw up; +y is up, so negate it."));
    }
  }

  private static boolean isSided(String name) {
    // These pull the whole mouth or jaw to a side.
    return !Set.of("jawLeft", "jawRight", "mouthLeft", "mouthRight").contains(name)
        && (name.endsWith("Left") || name.endsWith("Right"));
  }

  /** Mean x of the moved vertices, weighted by how far they move; 0 for both sides alike. */
  private static double side(HeadMesh mesh, MorphTarget morph) {
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < morph.vertices().length; i++) {
      double w = length(morph.deltas(), 3 * i);
      sum += w * mesh.vertices()[3 * morph.vertices()[i]];
      weights += w;
    }
    return weights == 0 || Math.abs(sum / weights) < 0.002 ? 0 : sum / weights;
  }

  /** The farthest that a vertex moves at weight 1, metres. */
  static double reach(MorphTarget morph) {
    double most = 0;
    for (int i = 0; i < morph.vertices().length; i++) {
      most = Math.max(most, length(morph.deltas(), 3 * i));
    }
    return most;
  }

  private static double length(float[] v, int at) {
    return Math.sqrt(
        (double) v[at] * v[at] + (double) v[at + 1] * v[at + 1] + (double) v[at + 2] * v[at + 2]);
  }

  /** The first names, and how many more there are. */
  static String list(List<String> names) {
    int shown = Math.min(names.size(), 12);
    String text = String.join(", ", names.subList(0, shown));
    return names.size() > shown ? text + " and %d more".formatted(names.size() - shown) : text;
  }
}
