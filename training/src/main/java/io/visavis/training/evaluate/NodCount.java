package io.visavis.training.evaluate;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.training.conversation.Side;
import java.util.ArrayList;
import java.util.List;

/** Nods that can be seen: the head goes down and comes back within half a second or so. */
final class NodCount {
  /** Frames on each side of the mean that a nod is below. */
  private static final int AROUND = 7;

  /** Radians below it. */
  private static final double DEPTH = 0.035;

  private static final double EARLIEST = 0.3;
  private static final double LATEST = 1.5;

  private NodCount() {}

  /** Times at which the head is lowest, seconds. */
  static List<Double> nods(float[][] face) {
    int pitch = ArkitChannel.HEAD_PITCH.ordinal();
    List<Double> nods = new ArrayList<>();
    for (int n = AROUND; n < face.length - AROUND; n++) {
      double mean = 0;
      boolean lowest = true;
      for (int k = -AROUND; k <= AROUND; k++) {
        mean += face[n + k][pitch] / (2 * AROUND + 1);
        lowest &= Math.abs(k) > 2 || face[n + k][pitch] >= face[n][pitch];
      }
      if (lowest && face[n][pitch] < mean - DEPTH) {
        nods.add(n / (double) MotionSpace.FPS);
      }
    }
    return nods;
  }

  /**
   * Of the partner's cues in whose answer's time self is silent, those that a nod follows.
   *
   * @param shift seconds by which cues are moved, for comparison
   * @return [cues, cues that are followed]
   */
  static int[] atCues(float[][] face, Side self, Side partner, double shift) {
    List<Double> nods = nods(face);
    double seconds = face.length / (double) MotionSpace.FPS;
    int cues = 0;
    int followed = 0;
    for (double cue : partner.cues()) {
      double t = (cue + shift) % seconds;
      int n = Math.clamp((long) (MotionSpace.FPS * (t + 0.7)), 0, face.length - 1);
      if (!self.turns()[n]) {
        cues++;
        followed += nods.stream().anyMatch(nod -> nod > t + EARLIEST && nod < t + LATEST) ? 1 : 0;
      }
    }
    return new int[] {cues, followed};
  }
}
