package io.visavis.avatar.importer.lam;

import io.visavis.avatar.rig.Joint;
import java.util.List;
import java.util.Locale;

/** What the joints of a head are called elsewhere, letters only and small. */
final class JointNames {
  private JointNames() {}

  /** The names of a joint; where several are there the first is where it turns. */
  private static List<String> of(Joint joint) {
    return switch (joint) {
      case ROOT -> List.of("root", "hip", "hips", "pelvis");
      // A neck of two turns in its upper part.
      case NECK -> List.of("neck", "neckupper", "necklower", "head");
      case JAW -> List.of("jaw", "lowerjaw", "jawlower");
      case EYE_LEFT -> List.of("eyeleft", "lefteye", "leye", "eyel");
      case EYE_RIGHT -> List.of("eyeright", "righteye", "reye", "eyer");
    };
  }

  /** The ordinal of the joint of a node, -1 for none. */
  static int of(String node) {
    for (Joint joint : Joint.values()) {
      if (rank(joint, node) >= 0) {
        return joint.ordinal();
      }
    }
    return -1;
  }

  /** The place of a node's name among those of a joint, -1 for none. */
  static int rank(Joint joint, String node) {
    return of(joint).indexOf(node.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""));
  }
}
