package io.visavis.training.conversation;

import static io.visavis.avatar.motion.ArkitChannel.*;

import io.visavis.inference.Emotion;
import io.visavis.inference.EmotionName;
import io.visavis.inference.Kin;
import io.visavis.inference.Relation;
import io.visavis.inference.Status;
import io.visavis.inference.expression.Expression;

/**
 * What is felt, as facial action units and the head's posture, in proportion to its intensity and
 * the person's size; and what is caught of the partner's feelings (Hatfield, Cacioppo and Rapson
 * 1993), about a second late. How much is caught, and more of it in families and among equals, are
 * assumptions, as are the sizes of postures; their directions are those of Wallbott (1998): down in
 * sadness and anger, up and back in pride and surprise.
 */
final class EmotionRule implements Rule {
  private static final int LAG = 15;
  private static final double CATCHING = 0.05;
  private static final double BLOOD = 1.15;
  private static final double UNEQUAL = 0.75;

  private final float[][] own;
  private final float[][] others;
  private final float size;
  private final double caught;
  private final double[] catching = new double[EmotionName.COUNT];
  private final float[] felt = new float[EmotionName.COUNT];

  /**
   * @param own [frames][7] what this one feels
   * @param others [frames][7] what the partner feels
   */
  EmotionRule(float[][] own, float[][] others, Style style, Relation relation) {
    this.own = own;
    this.others = others;
    this.size = (float) style.of(Trait.EXPRESSIVENESS);
    this.caught =
        style.of(Trait.CONTAGION)
            * (relation.status() == Status.EQUAL ? 1 : UNEQUAL)
            * (relation.kin() == Kin.BLOOD ? BLOOD : 1);
  }

  @Override
  public void add(int n, float[][] partner, float[] face) {
    double pitch = 0;
    double roll = 0;
    for (int e = 0; e < felt.length; e++) {
      double seen = n < LAG ? 0 : others[n - LAG][e];
      catching[e] += CATCHING * (seen - catching[e]);
      felt[e] = size * (float) Math.min(Emotion.MAX, own[n][e] + caught * catching[e]);
      pitch += felt[e] / Emotion.MAX * pitch(EmotionName.values()[e]);
      roll += felt[e] / Emotion.MAX * roll(EmotionName.values()[e]);
    }
    Expression.feel(felt, face);
    Faces.add(face, HEAD_PITCH, pitch);
    Faces.add(face, HEAD_ROLL, roll);
  }

  /** Radians at full intensity. */
  private static double pitch(EmotionName emotion) {
    return switch (emotion) {
      case HAPPY -> 0.05;
      case SAD -> -0.17;
      case FEAR -> 0.07;
      case DISGUSTED -> 0.05;
      case CONTEMPT -> 0.14;
      case ANGRY -> -0.12;
      case SURPRISED -> 0.11;
    };
  }

  private static double roll(EmotionName emotion) {
    return switch (emotion) {
      case SAD -> 0.07;
      case DISGUSTED -> -0.09;
      case CONTEMPT -> 0.08;
      case HAPPY, FEAR, ANGRY, SURPRISED -> 0;
    };
  }
}
