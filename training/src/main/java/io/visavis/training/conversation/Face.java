package io.visavis.training.conversation;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.Relation;
import java.util.ArrayList;
import java.util.List;

/**
 * The face that somebody should make: all rules, one after the other. Chance is in nods, smiles,
 * the slow motion of the head, blinks and gaze; another seed is as true as this one.
 */
final class Face {
  private final List<Rule> rules;
  private final LifeRule life;
  private final NodRule nods;
  private final List<float[]> made = new ArrayList<>();

  /**
   * A face at its first frame.
   *
   * @param own [frames][7] what this one feels
   * @param others [frames][7] what the partner feels
   */
  Face(
      Style style,
      Relation relation,
      Talk self,
      Talk partner,
      float[][] own,
      float[][] others,
      long seed) {
    Impression impression = new Impression(partner.present());
    this.nods = new NodRule(style, relation, self, partner, seed);
    this.rules =
        List.of(
            impression,
            new SpeechRule(self, style),
            new SwayRule(style, self, impression, seed),
            new MimicryRule(style, relation, self),
            nods,
            new LaughRule(self),
            new SmileRule(style, relation, impression, seed),
            new EmotionRule(own, others, style, relation));
    this.life = new LifeRule(relation, self, partner, seed);
  }

  /** Times at which it begins to nod, seconds. */
  List<Double> nods() {
    return nods.begins();
  }

  /** [frames][55] so far, without blinks, gaze and breath. */
  float[][] made() {
    return made.toArray(float[][]::new);
  }

  /**
   * The next frame.
   *
   * @param partner the partner's frames, known up to n - 1
   */
  float[] frame(int n, float[][] partner) {
    float[] face = new float[MotionSpace.ARKIT.size()];
    for (Rule rule : rules) {
      rule.add(n, partner, face);
    }
    limit(face);
    made.add(face.clone());
    life.add(n, partner, face);
    limit(face);
    return face;
  }

  private static void limit(float[] face) {
    for (int c = 0; c < ArkitChannel.COEFFICIENTS; c++) {
      face[c] = Math.clamp(face[c], 0, 1);
    }
  }
}
