package io.visavis.training.conversation;

import io.visavis.avatar.motion.MotionSpace;
import java.util.ArrayList;
import java.util.List;

/**
 * What one side says.
 *
 * @param acts in order of time
 * @param turns [frames] whether a turn of theirs is under way; answers do not count
 * @param present whether there is anybody
 * @param cues times at which they invite an answer, seconds, in order
 */
record Talk(boolean present, List<Act> acts, boolean[] turns, List<Double> cues) {
  /** Nobody is there. */
  static Talk none(int frames) {
    return new Talk(false, List.of(), new boolean[frames], List.of());
  }

  static Talk of(List<Act> acts, int frames) {
    boolean[] turns = new boolean[frames];
    List<Double> cues = new ArrayList<>();
    for (Act act : acts) {
      if (act.kind() != Act.Kind.SPEECH) {
        continue;
      }
      for (double cue : Cues.of(act)) {
        if (cue * MotionSpace.FPS < frames) {
          cues.add(cue);
        }
      }
      int first = Math.max(0, (int) Math.ceil(act.starts() * MotionSpace.FPS));
      for (int n = first; n < frames && n < act.end() * MotionSpace.FPS; n++) {
        turns[n] = true;
      }
    }
    return new Talk(true, acts, turns, cues);
  }
}
