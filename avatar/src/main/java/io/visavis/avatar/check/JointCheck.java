package io.visavis.avatar.check;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.MorphTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Do the joints stand where a head has them, and do they move something? */
final class JointCheck {
  /** Metres between an eye's joint and the middle of what it moves: more than an eye is wide. */
  private static final double OFF = 0.03;

  /** Metres: lids follow an eye that looks aside by about 1 mm, the eye itself goes farther. */
  private static final double ASIDE = 0.0015;

  private final HeadMesh mesh;
  private final double[] moved = new double[Joint.COUNT];
  private final List<Finding> out = new ArrayList<>();

  private JointCheck(HeadMesh mesh) {
    this.mesh = mesh;
    for (int i = 0; i < mesh.weights().length; i++) {
      moved[i % Joint.COUNT] += mesh.weights()[i];
    }
  }

  static List<Finding> check(HeadMesh mesh, MotionSpace space) {
    JointCheck check = new JointCheck(mesh);
    if (check.moved[Joint.NECK.ordinal()] == 0) {
      check.doubt(
          "No vertex is weighted to the joint neck, so the head cannot turn; weight the skull to it.");
    }
    switch (space) {
      case ARKIT -> check.arkit();
      case FLAME -> check.flame();
    }
    check.sides();
    check.eyes();
    return check.out;
  }

  /** Whether the eyes are behind the neck and left is right: turned, and else as it should be. */
  static boolean isTurned(HeadMesh mesh) {
    float[] p = mesh.pivots();
    int left = 3 * Joint.EYE_LEFT.ordinal();
    int right = 3 * Joint.EYE_RIGHT.ordinal();
    return p[left] < p[right] && p[left + 2] <= p[3 * Joint.NECK.ordinal() + 2];
  }

  private void arkit() {
    for (Joint eye : List.of(Joint.EYE_LEFT, Joint.EYE_RIGHT)) {
      if (moved[eye.ordinal()] > 0) {
        continue;
      }
      String side = eye == Joint.EYE_LEFT ? "Left" : "Right";
      if (looksByMorphs(side)) {
        out.add(
            Finding.fact(
                "The %s eye looks about by the morph targets eyeLook, not by its joint."
                    .formatted(side.toLowerCase(Locale.ROOT))));
      } else {
        doubt(
            "No vertex is weighted to the joint %s, and no morph targets eyeLookIn and eyeLookOut turn it, so that eye cannot look about; weight the eyeball to the joint."
                .formatted(eye.jointName()));
      }
    }
    if (moved[Joint.JAW.ordinal()] > 0) {
      out.add(
          Finding.fact(
              "Some vertices are weighted to the joint jaw, which stays at rest: arkit motion opens the mouth by the morph target jawOpen."));
    }
  }

  private boolean looksByMorphs(String side) {
    return List.of("eyeLookIn" + side, "eyeLookOut" + side).stream()
        .allMatch(name -> mesh.morphs().stream().anyMatch(m -> turnsAnEye(m, name)));
  }

  private static boolean turnsAnEye(MorphTarget morph, String name) {
    double most = 0;
    for (int i = 0; i < morph.deltas().length; i += 3) {
      most = Math.max(most, Math.abs(morph.deltas()[i]));
    }
    return morph.name().equals(name) && most >= ASIDE;
  }

  /** Motion of FLAME turns the jaw, and no eye. */
  private void flame() {
    if (moved[Joint.JAW.ordinal()] == 0) {
      doubt(
          "No vertex is weighted to the joint jaw, so the mouth cannot open; weight the chin and the lower teeth to it.");
    }
  }

  private void sides() {
    float[] p = mesh.pivots();
    int left = 3 * Joint.EYE_LEFT.ordinal();
    int right = 3 * Joint.EYE_RIGHT.ordinal();
    int neck = 3 * Joint.NECK.ordinal();
    boolean behind = p[left + 2] <= p[neck + 2];
    if (isTurned(mesh)) {
      doubt(
          "The face looks along -z (the eyes are behind the joint neck, and the left one is on the side of -x); turn mesh, joints and morph targets by 180 degrees about +y.");
    } else if (behind) {
      doubt(
          "The eyes are behind the joint neck, with left and right as they should be: the head is mirrored front to back; negate z of mesh, joints and morph targets, and swap two corners of each triangle.");
    } else if (p[left] <= p[right]) {
      doubt(
          "The left eye is not on the side of +x; left is the subject's own left, and the face looks along +z, so swap the two joints, or negate x where the whole head is mirrored.");
    }
    if (p[left + 1] <= p[neck + 1]) {
      doubt(
          "The eyes are not above the joint neck; +y is up, so turn mesh, joints and morph targets until it is.");
    }
  }

  private void eyes() {
    Box box = Box.of(mesh);
    for (Joint eye : List.of(Joint.EYE_LEFT, Joint.EYE_RIGHT)) {
      double off = moved[eye.ordinal()] > 0 ? off(eye) : 0;
      if (!box.holds(mesh.pivots(), 3 * eye.ordinal())) {
        doubt(
            "The joint %s is outside the head; put it at the centre of the eyeball."
                .formatted(eye.jointName()));
      } else if (off > OFF) {
        doubt(
            String.format(
                Locale.ROOT,
                "The joint %s is %.0f mm away from the middle of the vertices that it turns, so the eye leaves its socket; put the joint at the centre of the eyeball.",
                eye.jointName(),
                1000 * off));
      }
    }
  }

  /** Metres between a joint and the middle of what is weighted to it. */
  private double off(Joint joint) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      double middle = 0;
      for (int v = 0; v < mesh.vertexCount(); v++) {
        middle +=
            mesh.weights()[Joint.COUNT * v + joint.ordinal()]
                * mesh.vertices()[3 * v + c]
                / moved[joint.ordinal()];
      }
      double d = mesh.pivots()[3 * joint.ordinal() + c] - middle;
      sum += d * d;
    }
    return Math.sqrt(sum);
  }

  private void doubt(String sentence) {
    out.add(Finding.doubtful(sentence));
  }
}
