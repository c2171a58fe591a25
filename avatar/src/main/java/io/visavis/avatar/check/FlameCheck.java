package io.visavis.avatar.check;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.MorphTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What of FLAME's model a head has, and does it move? */
final class FlameCheck {
  private static final MotionSpace SPACE = MotionSpace.FLAME;

  /** Metres; late expressions are small, but not that small. */
  private static final double STILL = 1e-6;

  private FlameCheck() {}

  static List<Finding> check(HeadMesh mesh) {
    List<Finding> out = new ArrayList<>();
    Map<String, MorphTarget> byName = new HashMap<>();
    mesh.morphs().forEach(m -> byName.put(m.name(), m));
    List<String> missing = new ArrayList<>();
    List<String> still = new ArrayList<>();
    List<String> wild = new ArrayList<>();
    boolean joints = false;
    for (String name : SPACE.names().subList(0, SPACE.coefficients())) {
      MorphTarget morph = byName.get(name);
      if (morph == null) {
        missing.add(name);
        continue;
      }
      joints |= morph.pivots().length > 0;
      if (MorphCheck.reach(morph) < STILL) {
        still.add(name);
      } else if (MorphCheck.reach(morph) > MorphCheck.TOO_FAR) {
        wild.add(name);
      }
    }
    Map<String, String> renames = Renames.of(missing, MorphCheck.foreign(mesh, SPACE));
    Renames.say(out, renames, SPACE.id());
    missing(out, missing.stream().filter(n -> !renames.containsValue(n)).toList());
    MorphCheck.say(out, still, "move nothing; give them displacements in metres");
    MorphCheck.say(
        out, wild, "move vertices by more than 15 cm; give displacements in metres at weight 1");
    MorphCheck.sayForeign(out, mesh, SPACE, renames);
    boolean posed = mesh.poseCorrectives().length > 0;
    out.add(
        Finding.fact(
            "It %s pose correctives, and its expressions %s."
                .formatted(posed ? "has" : "has no", joints ? "move joints" : "move no joint")));
    return out;
  }

  private static void missing(List<Finding> out, List<String> missing) {
    int all = SPACE.coefficients();
    if (missing.isEmpty()) {
      out.add(Finding.fact("All %d flame expressions are there.".formatted(all)));
    } else if (missing.size() == all) {
      out.add(
          Finding.doubtful(
              "None of the morph targets expression0 to expression%d is there, so only jaw and neck move; add them."
                  .formatted(all - 1)));
    } else {
      out.add(
          Finding.fact(
              "%d of %d flame expressions are missing, and what they would show is not seen: %s."
                  .formatted(missing.size(), all, MorphCheck.list(missing))));
    }
  }
}
