package io.visavis.training.fit.dual;

import io.visavis.inference.Emotion;
import io.visavis.inference.EmotionName;
import io.visavis.inference.Relation;
import io.visavis.training.conversation.Side;
import io.visavis.training.data.DualTalkSide;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of two people in a conversation, made or recorded, as the network learns it.
 *
 * @param voice 16 kHz
 * @param tracked [frames][size] what the other sees of this face, 0 where nothing is seen
 * @param seen [frames][size] whether it is
 * @param relation [3] how this one stands to the other
 * @param emotion [frames * 8] neutral first, as the runtime gives it
 * @param person index of the identity, -1 for nobody in particular
 * @param truth [frames][size] the face
 * @param alone [frames][size] the face if nobody were there; null where that is not known
 */
record Speaker(
    float[] voice,
    float[][] tracked,
    boolean[][] seen,
    float[] relation,
    float[] emotion,
    int person,
    float[][] truth,
    float @Nullable [][] alone) {
  private static final int EMOTIONS = EmotionName.COUNT + 1;

  /**
   * Of a conversation that was made.
   *
   * @param people names of the identities
   */
  static Speaker of(Side side, List<String> people) {
    return new Speaker(
        side.voice(),
        side.tracked().values(),
        side.tracked().seen(),
        relation(side.relation()),
        emotion(side.feelings()),
        people.indexOf(side.person().name()),
        side.made(),
        side.madeAlone());
  }

  /** Of a recording, which says nothing of feelings. */
  static Speaker of(DualTalkSide side) {
    float[][] motion = side.motion();
    boolean[][] seen = new boolean[motion.length][motion[0].length];
    for (boolean[] row : seen) {
      Arrays.fill(row, true);
    }
    return new Speaker(
        side.voice(),
        motion,
        seen,
        relation(side.relation()),
        emotion(new float[motion.length][EmotionName.COUNT]),
        -1,
        motion,
        null);
  }

  int frames() {
    return truth.length;
  }

  private static float[] relation(Relation relation) {
    float[] out = new float[3];
    relation.write(out);
    return out;
  }

  private static float[] emotion(float[][] feelings) {
    float[] out = new float[feelings.length * EMOTIONS];
    for (int n = 0; n < feelings.length; n++) {
      out[n * EMOTIONS] = Emotion.neutral(feelings[n]);
      System.arraycopy(feelings[n], 0, out, n * EMOTIONS + 1, EmotionName.COUNT);
    }
    return out;
  }
}
