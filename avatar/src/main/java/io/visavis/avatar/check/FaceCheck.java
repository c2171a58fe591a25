package io.visavis.avatar.check;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.retarget.LandmarkMesh;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.MeshPoser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Do mouth and eyes open and shut as they are told to? By the landmarks of a head that has them.
 */
final class FaceCheck {
  private static final MotionSpace SPACE = MotionSpace.ARKIT;
  private static final String JAW = "jawOpen";
  private static final String CLOSE = "mouthClose";

  /** Upper inner lip over lower inner lip. */
  private static final int[][] LIPS = {{61, 67}, {62, 66}, {63, 65}};

  private static final int[][] RIGHT_LIDS = {{37, 41}, {38, 40}};
  private static final int[][] LEFT_LIDS = {{43, 47}, {44, 46}};

  /** Metres that a jaw opens the lips by at least. */
  private static final double LITTLE = 0.004;

  /** What may be left of an opening that is shut. */
  private static final double LIPS_LEFT = 0.25;

  private static final double LIDS_LEFT = 0.5;

  private final MeshPoser poser;
  private final Set<String> names;
  private final List<Finding> out = new ArrayList<>();

  private FaceCheck(HeadMesh mesh) {
    this.poser = new MeshPoser(LandmarkMesh.of(mesh), SPACE);
    this.names = mesh.morphs().stream().map(m -> m.name()).collect(Collectors.toSet());
  }

  /** Checks a head that arkit's coefficients move. */
  static List<Finding> check(HeadMesh mesh) {
    if (mesh.landmarks().length == 0) {
      return List.of();
    }
    FaceCheck check = new FaceCheck(mesh);
    check.mouth();
    check.eye("eyeBlinkLeft", LEFT_LIDS);
    check.eye("eyeBlinkRight", RIGHT_LIDS);
    return check.out;
  }

  private void mouth() {
    if (!names.contains(JAW)) {
      return;
    }
    double rest = gap(LIPS);
    double open = gap(LIPS, JAW);
    if (open - rest < LITTLE) {
      say(
          "The lips part by %.1f mm when jawOpen is 1 (%.0f mm at least are right), so it speaks with a shut mouth; let jawOpen lower the lower lip, or leave it where that is on purpose, as for a scan.",
          1000 * (open - rest), 1000 * LITTLE);
      return;
    }
    double shut = gap(LIPS, JAW, CLOSE);
    if (names.contains(CLOSE) && shut - rest > LIPS_LEFT * (open - rest)) {
      say(
          "With jawOpen and mouthClose at 1 the lips are still %.1f mm apart (%.1f mm with jawOpen alone), so m, b and p stay open; mouthClose must take back all that jawOpen opens.",
          1000 * shut, 1000 * open);
    }
  }

  private void eye(String blink, int[][] lids) {
    double rest = gap(lids);
    if (!names.contains(blink) || rest <= 0) {
      return;
    }
    double left = gap(lids, blink) / rest;
    if (left > 1) {
      say("%s opens the eye, by %.0f %%; negate it.", blink, 100 * (left - 1));
    } else if (left > LIDS_LEFT) {
      say(
          "%s at 1 leaves the eye %.0f %% open; it must bring the upper lid down to the lower one.",
          blink, 100 * left);
    }
  }

  /** Mean height of an opening, metres. */
  private double gap(int[][] pairs, String... at1) {
    float[] motion = new float[SPACE.size()];
    Arrays.stream(at1).forEach(name -> motion[SPACE.coefficient(name)] = 1);
    double[] posed = new double[3 * HeadMesh.LANDMARKS];
    poser.pose(motion, posed);
    double sum = 0;
    for (int[] pair : pairs) {
      sum += posed[3 * pair[0] + 1] - posed[3 * pair[1] + 1];
    }
    return sum / pairs.length;
  }

  private void say(String sentence, Object... values) {
    out.add(Finding.doubtful(String.format(Locale.ROOT, sentence, values)));
  }
}
