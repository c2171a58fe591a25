package io.visavis.avatar.check;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import java.util.ArrayList;
import java.util.List;

/** Do the joints stand where a head has them, and do they move something? */
final class JointCheck {
  private JointCheck() {}

  static List<Finding> check(HeadMesh mesh, MotionSpace space) {
    List<Finding> out = new ArrayList<>();
    double[] moved = new double[Joint.COUNT];
    for (int i = 0; i < mesh.weights().length; i++) {
      moved[i % Joint.COUNT] += mesh.weights()[i];
    }
    if (moved[Joint.NECK.ordinal()] == 0) {
      out.add(
          Finding.doubtful(
              "No vertex is weighted to the joint neck, so the head cannot turn; weight the skull to it."));
    }
    switch (space) {
      case ARKIT -> arkit(moved, out);
      case FLAME -> flame(moved, out);
    }
    out.addAll(places(mesh));
    return out;
  }

  private static void arkit(double[] moved, List<Finding> out) {
    for (Joint eye : List.of(Joint.EYE_LEFT, Joint.EYE_RIGHT)) {
      if (moved[eye.ordinal()] == 0) {
        out.add(
            Finding.doubtful(
                "No vertex is weighted to the joint %s, so that eye cannot look about; weight the eyeball to it."
                    .formatted(eye.jointName())));
      }
    }
    if (moved[Joint.JAW.ordinal()] > 0) {
      out.add(
          Finding.fact(
              "Some vertices are weighted to the joint jaw, which stays at rest: arkit motion opens the mouth by the morph target jawOpen."));
    }
  }

  /** Motion of FLAME turns the jaw, and no eye. */
  private static void flame(double[] moved, List<Finding> out) {
    if (moved[Joint.JAW.ordinal()] == 0) {
      out.add(
          Finding.doubtful(
              "No vertex is weighted to the joint jaw, so the mouth cannot open; weight the chin and the lower teeth to it."));
    }
  }

  private static List<Finding> places(HeadMesh mesh) {
    List<Finding> out = new ArrayList<>();
    float[] p = mesh.pivots();
    int left = 3 * Joint.EYE_LEFT.ordinal();
    int right = 3 * Joint.EYE_RIGHT.ordinal();
    int neck = 3 * Joint.NECK.ordinal();
    if (p[left] <= p[right]) {
      out.add(
          Finding.doubtful(
              "The left eye is not on the side of +x; left is the subject's own left, and the face looks along +z."));
    }
    if (p[left + 1] <= p[neck + 1]) {
      out.add(
          Finding.doubtful("The eyes are not above the joint neck; +y is up, so turn the head."));
    }
    if (p[left + 2] <= p[neck + 2]) {
      out.add(
          Finding.doubtful(
              "The eyes are behind the joint neck; the face looks along +z, so turn the head by 180 degrees."));
    }
    Box box = Box.of(mesh);
    for (Joint eye : List.of(Joint.EYE_LEFT, Joint.EYE_RIGHT)) {
      if (!box.holds(p, 3 * eye.ordinal())) {
        out.add(
            Finding.doubtful(
                "The joint %s is outside the head; put it at the centre of the eyeball."
                    .formatted(eye.jointName())));
      }
    }
    return out;
  }
}
